// The dashboard works without this; it only spares reloading and copying by hand.
"use strict";

(() => {
  const element = (markup) => {
    const template = document.createElement("template");
    template.innerHTML = markup;
    return template.content.firstElementChild;
  };

  // Puts the pieces of the page as it is now in place of those that are shown.
  const refresh = async (id) => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id);
    const shown = document.getElementById(id);
    if (!fresh || !shown) return null;
    const focus = document.activeElement && document.activeElement.id;
    shown.replaceWith(fresh);
    if (focus && document.getElementById(focus)) document.getElementById(focus).focus();
    return fresh;
  };

  const follow = (live) => {
    if (!live || !live.dataset.live || !window.EventSource) return;
    const state = (word) => {
      const line = document.getElementById("live-state");
      const text = live.dataset[word];
      if (line && line.textContent !== text) line.textContent = text;
    };
    const source = new EventSource(`${live.dataset.live}?from=${live.dataset.from}`);
    source.addEventListener("open", () => state("on"));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) state("off");
    });
    source.addEventListener("change", (event) => {
      for (const [id, markup] of Object.entries(JSON.parse(event.data))) {
        const shown = document.getElementById(id);
        const fresh = id.startsWith("o-")
          ? element(`<table><tbody>${markup}</tbody></table>`).querySelector("tr") : element(markup);
        if (shown && fresh) shown.replaceWith(fresh);
      }
    });
    source.addEventListener("stale", async () => {
      // What somebody is typing into the filters stays.
      if (document.activeElement.matches(".filters input, .filters select")) return;
      await refresh("live");
      state("on");
    });
  };

  const poll = (job) => {
    if (!job || !job.dataset.poll) return;
    setTimeout(async () => poll(await refresh(job.id).catch(() => job)), 2000);
  };

  const copying = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied;
      });
    }
    for (const button of document.querySelectorAll("button[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  follow(document.getElementById("live"));
  poll(document.getElementById("job"));
  copying();
})();
