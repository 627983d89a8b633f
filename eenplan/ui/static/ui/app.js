// What the browser must do itself; every page also works without it. No inline handlers: the policy forbids them.
"use strict";
(() => {
  const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

  // --- navigation on narrow screens, and menus that close -----------------------------------------
  document.addEventListener("click", (event) => {
    const toggle = closest(event, "[data-toggle-nav]");
    if (toggle) {
      const open = document.documentElement.classList.toggle("een-nav-open");
      toggle.setAttribute("aria-expanded", String(open));
      if (open) document.querySelector("#hoofdmenu a")?.focus();
    }
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const toggle = document.querySelector("[data-toggle-nav][aria-expanded=true]");
    if (toggle) { toggle.click(); toggle.focus(); }
  });

  // --- dialogs: the element itself keeps and gives back the focus ---------------------------------
  document.addEventListener("click", (event) => {
    const opener = closest(event, "[data-open-dialog]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.openDialog)?.showModal();
    }
    const closer = closest(event, "[data-close-dialog]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
  });

  // --- unsaved work, and one submit per click -----------------------------------------------------
  const state = (form) => new URLSearchParams([...new FormData(form)].filter(([, v]) => typeof v === "string")).toString();
  const before = new WeakMap();
  // what is typed in the others is kept (drafts.js)
  const guarded = () => document.querySelectorAll("form[data-guard]:not([data-typed])");
  const dirty = (form) => before.has(form) && !form.dataset.sent && state(form) !== before.get(form);
  window.addEventListener("beforeunload", (event) => {
    if ([...guarded()].some(dirty)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    if (form.hasAttribute("data-once")) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      // not `disabled`: that would drop the button's own name and value from what is sent
      for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
    }
    form.dataset.sent = "yes";
  });
  const release = (root) => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  };
  window.addEventListener("pageshow", (event) => { if (event.persisted) release(document); });

  // --- htmx: a whole page (logged out, refused, broken) never ends up inside a part of this one ----
  document.addEventListener("htmx:before:response", (event) => {
    const { response, request } = event.detail.ctx;
    const failed = response.status >= 400 && response.status !== 422;
    if (!failed && !response.raw.redirected) return;
    event.preventDefault();
    window.location.assign(response.raw.redirected ? response.raw.url : request.action);
  });

  // --- long texts: how much room is left, said when it matters ------------------------------------
  const count = (area) => {
    const left = Number(area.dataset.limit) - [...area.value].length; // signs, as the server counts them
    let line = area.nextElementSibling;
    if (!line?.classList.contains("een-hint--left")) {
      if (left > Number(area.dataset.limit) * 0.2 && left > 100) return;
      line = document.createElement("p");
      line.className = "een-hint een-hint--left";
      line.setAttribute("role", "status");
      area.after(line);
    }
    line.classList.toggle("een-hint--over", left < 0);
    line.textContent = (left < 0 ? document.body.dataset.over : document.body.dataset.left).replace("#", Math.abs(left));
  };
  document.addEventListener("input", (event) => {
    const area = closest(event, "textarea[data-limit]");
    if (area) count(area);
  });

  // --- dates: "vandaag" and "over een week" fill the field they stand at --------------------------
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-set-date]");
    const field = button && document.getElementById(button.dataset.for);
    if (!field) return;
    event.preventDefault();
    const day = new Date();
    day.setDate(day.getDate() + Number(button.dataset.setDate));
    field.value = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // --- a button that prints the page ----------------------------------------------------------------
  document.addEventListener("click", (event) => {
    if (closest(event, "[data-print]")) window.print();
  });

  // --- a select or tick box with data-submit sends its (filter) form at once ----------------------
  document.addEventListener("change", (event) => {
    if (closest(event, "[data-submit]")) event.target.form?.requestSubmit();
  });

  // --- the demonstration: choosing an account fills it in -----------------------------------------
  document.addEventListener("click", (event) => {
    const chosen = closest(event, "[data-fill-login]");
    if (!chosen) return;
    document.getElementById("id_login").value = chosen.dataset.fillLogin;
    const password = document.getElementById("id_password");
    password.value = chosen.dataset.fillPassword;
    (password.value ? document.querySelector("form [type=submit].ams-button--primary") : password).focus();
  });

  // --- whatever arrives, on load or through htmx --------------------------------------------------
  const arrive = (root) => {
    for (const form of root.querySelectorAll("form[data-guard]")) {
      // a form that comes back with errors holds unsaved work from the start
      before.set(form, form.querySelector("[data-errors]") ? "" : state(form));
    }
    root.querySelectorAll("textarea[data-limit]").forEach(count);
    root.querySelector(".een-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    root.querySelector("[data-errors]")?.focus();
    root.querySelector("dialog:has([data-errors]):not([open])")?.showModal();
  };
  document.addEventListener("htmx:after:swap", (event) => {
    release(document);
    arrive(event.target instanceof Element ? event.target : document);
  });
  arrive(document);
})();
