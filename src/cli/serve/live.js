// Puts the new page in place of the old one when another was made, where its reader was in it, and shows what is wrong over it.
(() => {
  const { alone } = document.currentScript.dataset;
  let { pages } = document.currentScript.dataset;
  const place = "knowns " + location.pathname;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    addEventListener("load", () => scrollTo(0, Number(kept)));
  }

  let over, shown = "";
  const show = (problems) => {
    if (alone !== undefined || problems === shown) return;
    shown = problems;
    if (!over) {
      over = document.createElement("div");
      over.setAttribute("role", "status");
      over.attachShadow({ mode: "open" });
      document.body.append(over);
    }
    const style = '<link rel="stylesheet" href="/.knowns/live.css">';
    over.shadowRoot.innerHTML = problems && style + '<div class="over">' + problems + "</div>";
  };

  const reload = () => {
    sessionStorage.setItem(place, scrollY);
    location.reload();
  };

  // What a reader sees is exchanged without loading the page again, which takes a browser several times as long. Where more
  // than that is another, such as the style, the page is loaded.
  const exchange = async () => {
    const answer = await fetch(location.href);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const stamp = made.querySelector("script[data-pages]")?.dataset.pages;
    const style = (of) => of.querySelector("style")?.textContent;
    const parts = ["header", "main", "footer"].map((name) => [document, made].map((of) => of.querySelector("body > " + name)));
    if (!answer.ok || !stamp || alone !== undefined || style(made) !== style(document) || parts.flat().includes(null)) return reload();
    pages = stamp;
    document.title = made.title;
    document.body.className = made.body.className;
    Object.assign(document.body.dataset, made.body.dataset);
    parts.forEach(([old, now]) => old.replaceWith(now));
  };

  const told = async (event) => {
    const now = JSON.parse(event.data);
    if (now.pages !== pages) await exchange().catch(reload);
    show(now.problems);
  };

  // A browser keeps few connections to one place: a page that nobody looks at gives its own back.
  let events;
  const listen = () => {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource("/.knowns/events");
    events.onmessage = told;
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
