// Makes the form better where scripts run; every page works without this file.
"use strict";

(() => {
  const form = document.getElementById("answers");
  if (form) improveForm(form);
  const status = document.querySelector(".navigation") && document.getElementById("status");
  if (status) refreshStatus(status);
  const kiosk = document.getElementById("kiosk");
  if (kiosk) leaveAfter(kiosk);

  // Saves each answer at once, one request after another, again and again until it is saved.
  function improveForm(form) {
    const note = document.getElementById("saved");
    const waiting = new Map();
    let sending = false;

    const send = async () => {
      if (sending || waiting.size === 0) return;
      sending = true;
      const batch = new Map(waiting);
      waiting.clear();
      const body = new URLSearchParams([...batch, ["token", form.elements.token.value],
        ["go", "autosave"]]);
      try {
        const reply = await fetch(form.action, { method: "POST", body, redirect: "error" });
        if (!reply.ok) throw new Error(String(reply.status));
        const [count, total, questions] = (await reply.text()).trim().split(" ");
        note.textContent = `${form.dataset.saved} ${new Date().toLocaleTimeString(
          document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
        note.classList.remove("error");
        const bar = document.getElementById("progress");
        if (bar) { bar.max = Number(total); bar.value = Number(count); }
        const label = document.getElementById("progress-label");
        if (label) label.textContent = label.textContent.replace(/(· |^)\d+/, `$1${count}`);
        sending = false;
        if (questions === "other") stay();
      } catch {
        for (const [name, value] of batch) if (!waiting.has(name)) waiting.set(name, value);
        note.textContent = form.dataset.failed;
        note.classList.add("error");
        sending = false;
        setTimeout(send, 3000);
        return;
      }
      send();
    };

    // Other questions are asked now: the page is made anew, with everything saved.
    const stay = () => {
      const go = document.createElement("input");
      go.type = "hidden";
      go.name = "go";
      go.value = "save";
      form.append(go);
      form.submit();
    };

    const take = (field) => {
      if (!field.name || field.type === "hidden") return;
      waiting.set(field.name, field.value);
      send();
    };
    let typing = 0;
    form.addEventListener("change", (event) => take(event.target));
    form.addEventListener("input", (event) => {
      if (event.target.type === "radio") return;
      clearTimeout(typing);
      typing = setTimeout(() => take(event.target), 1000);
    });
    form.addEventListener("keydown", (event) => {
      const group = event.target.closest("fieldset.question");
      if (!group || !/^[1-9]$/.test(event.key)) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const choice = group.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (!choice) return;
      event.preventDefault();
      choice.checked = true;
      take(choice);
      const groups = [...form.querySelectorAll("fieldset.question")];
      const next = groups[groups.indexOf(group) + 1];
      const target = next && (next.querySelector("input:checked") || next.querySelector("input"));
      (target || choice).focus();
    });
    window.addEventListener("beforeunload", (event) => {
      if (waiting.size > 0 || sending) event.preventDefault();
    });
    form.addEventListener("submit", () => waiting.clear());
  }

  // Keeps the line about what waits up to date.
  function refreshStatus(status) {
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const reply = await fetch("/status-line", { redirect: "error" });
        if (!reply.ok) return;
        const text = await reply.text();
        if (text !== status.innerHTML) status.innerHTML = text;
      } catch { /* The program is not running; the next round tries again. */ }
    }, 10000);
  }

  // Gives the shared computer to the next person by itself.
  function leaveAfter(kiosk) {
    setTimeout(() => kiosk.querySelector("form").submit(), Number(kiosk.dataset.seconds) * 1000);
  }
})();
