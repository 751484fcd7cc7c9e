// Loads the page again when another was made, where its reader was in it, and shows what is wrong over it.
(() => {
  const { pages, alone } = document.currentScript.dataset;
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

  const told = (event) => {
    const now = JSON.parse(event.data);
    if (now.pages === pages) return show(now.problems);
    sessionStorage.setItem(place, scrollY);
    location.reload();
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
