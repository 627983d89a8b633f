// Two minutes before the session ends: a warning, in which going on is one key. Typing is work too.
"use strict";
(() => {
  const words = document.body.dataset;
  const warning = document.getElementById("sessie");
  const over = document.getElementById("sessie-voorbij");
  if (!words.session || !warning) return;
  const AHEAD = 120;
  const PING = 60000;
  let timer;
  let known = { left: Number(words.sessionLeft), final: Number(words.sessionFinal) };
  let worked = Date.now();
  let told = false; // of the end that no work puts off

  const ask = async (method) => {
    const data = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" });
    const response = await fetch(words.session, method === "POST" ? { method, body: data } : {});
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(Math.max(seconds, 1), 3600) * 1000);
  };
  const close = () => { for (const dialog of [warning, over]) if (dialog.open) dialog.close(); };
  const ended = () => {
    document.dispatchEvent(new CustomEvent("een:save")); // kept for whom this page was drawn
    if (warning.open) warning.close();
    if (!over.open) over.showModal();
  };
  const warn = () => {
    const last = known.final <= known.left;
    if (warning.open || (last && told)) return;
    const at = new Date(Date.now() + known.left * 1000);
    for (const time of warning.querySelectorAll("[data-session-at]")) {
      time.textContent = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    }
    warning.querySelector("[data-session-idle]").hidden = last;
    warning.querySelector("[data-session-last]").hidden = !last;
    told = last;
    document.dispatchEvent(new CustomEvent("een:save"));
    warning.showModal();
    warning.querySelector("[data-session-go-on]").focus();
  };
  const judge = () => {
    if (known.left > AHEAD) {
      close();
      wait(known.left - AHEAD);
    } else {
      warn();
      wait(known.left);
    }
  };
  const heard = (answer) => {
    if (String(answer.owner) !== words.owner) return void ended();
    if (over.open) for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = answer.token;
    known = answer;
    judge();
  };
  const look = () => ask("GET").then(heard).catch(() => wait(30));
  const goOn = () => {
    worked = Date.now();
    if (warning.open) warning.close();
    ask("POST").then(heard).catch(look);
  };

  warning.addEventListener("cancel", (event) => { event.preventDefault(); goOn(); });
  warning.querySelector("[data-close-dialog]").addEventListener("click", goOn);
  warning.querySelector("[data-session-go-on]").addEventListener("click", goOn);
  over.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("een:active", () => { worked = Date.now(); });
  document.addEventListener("een:ended", ended);
  document.addEventListener("input", () => { if (Date.now() - worked > PING && !over.open) goOn(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
  judge();
})();
