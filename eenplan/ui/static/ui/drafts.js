// What is typed in a form is kept until it is sent: on the server after a short silence (eenplan/web/drafts.py), and in this
// tab until the server has it. What was kept comes back when the form is opened again.
"use strict";
(() => {
  const words = document.body.dataset;
  if (!words.drafts) return;
  const SILENCE = 1500;
  const AGAIN = 15000;
  const BEACON = 60000; // a request that outlives its page holds no more than this
  const OURS = new Set(["csrfmiddlewaretoken", "een-once", "een-slip", "een-versions", "een-seen"]);
  const forms = new Map();
  const typedForms = (root) => root.querySelectorAll("form[data-typed]");

  // --- what stands in a form, per field: a list of texts --------------------------------------------
  const fieldsOf = (form) => {
    const found = {};
    for (const control of form.elements) {
      if (!control.name || OURS.has(control.name) || control.disabled) continue;
      if (["file", "password", "submit", "button"].includes(control.type)) continue;
      found[control.name] ??= [];
      if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
      if (control.type === "select-multiple") found[control.name].push(...[...control.selectedOptions].map((o) => o.value));
      else found[control.name].push(control.value);
    }
    return found;
  };
  const controlsOf = (form, name) => [...form.elements].filter((control) => control.name === name);
  const put = (form, name, values) => {
    controlsOf(form, name).forEach((control, nth) => {
      if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
      else if (control.type === "select-multiple") for (const o of control.options) o.selected = values.includes(o.value);
      else if (control.type !== "file") control.value = values[nth] ?? "";
      const folded = control.closest("details:not([open])");
      if (folded && values.some(Boolean)) folded.open = true;
      if (control.matches("textarea")) control.dispatchEvent(new CustomEvent("een:filled", { bubbles: true }));
    });
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const changedIn = (form) => {
    const { saved, held } = forms.get(form);
    return Object.entries(fieldsOf(form)).filter(([name, values]) => !same(values, saved[name]) && !held.has(name)).map(([n]) => n);
  };

  // --- versions: of the draft itself, or of the row that a form with data-draft writes to -----------
  const versionsIn = (form) => form.querySelector(`[name=${form.dataset.draft ? "een-seen" : "een-versions"}]`);
  const learn = (form, versions, input = versionsIn(form)) => {
    input.value = JSON.stringify({ ...JSON.parse(input.value || "{}"), ...versions });
  };

  // --- this tab: only until the server has it --------------------------------------------------------
  const shelf = (form) => `een-typed:${form.dataset.typed}`;
  const shelve = (form, sent = "") => {
    const fields = fieldsOf(form);
    const changed = Object.fromEntries(changedIn(form).map((name) => [name, fields[name]]));
    if (Object.keys(changed).length || sent) {
      sessionStorage.setItem(shelf(form), JSON.stringify({ fields: { ...changed, ...seenOf(form) }, versions: versionsIn(form).value, sent }));
    }
  };
  const seenOf = (form) => (form.elements["een-seen"] ? { "een-seen": [form.elements["een-seen"].value] } : {});
  const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

  // --- saving ---------------------------------------------------------------------------------------
  const say = (form, text, failed = false) => {
    const line = form.querySelector(".een-draft");
    const known = forms.get(form);
    // shown each time; read out the first time and when it goes wrong
    line.setAttribute("aria-live", failed || !known.said ? "polite" : "off");
    known.said = !failed;
    line.hidden = false;
    line.textContent = text;
  };
  const body = (form, changed, extra = {}) => {
    const data = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    data.delete("een-once");
    data.set("een-changed", [...changed, ...(changed.length && !form.dataset.draft ? Object.keys(seenOf(form)) : [])].join(","));
    for (const [name, value] of Object.entries(extra)) data.set(name, value);
    return data;
  };
  const later = (form, wait) => {
    const known = forms.get(form);
    clearTimeout(known.timer);
    known.timer = setTimeout(() => save(form), wait);
  };
  const save = async (form) => {
    const known = forms.get(form);
    const changed = changedIn(form);
    if (known.busy || !changed.length || form.dataset.sent) return;
    const fields = fieldsOf(form);
    known.busy = true;
    try {
      const response = await fetch(form.dataset.draft || words.drafts, { method: "POST", body: body(form, changed) });
      if (response.status === 401) { // kept, for whom this page was drawn
        learn(form, (await response.json()).versions, form.elements["een-versions"]);
        for (const name of changed) known.saved[name] = fields[name];
        say(form, words.ended, true);
        document.dispatchEvent(new CustomEvent("een:ended"));
        return;
      }
      if (response.status === 403 && (await signedInAgain())) return void later(form, 0);
      if (response.redirected || ![200, 409].includes(response.status)) throw new Error(String(response.status));
      const { versions, others, said } = await response.json();
      for (const name of changed) {
        if (others[name]) disagree(form, name, others[name]);
        else known.saved[name] = fields[name];
      }
      learn(form, versions);
      sessionStorage.removeItem(shelf(form));
      if (said) say(form, said);
      document.dispatchEvent(new CustomEvent("een:active"));
      if (changedIn(form).length) later(form, SILENCE);
    } catch {
      shelve(form);
      say(form, words.unsaved, true);
      later(form, AGAIN);
    } finally {
      known.busy = false;
      if (known.waiting) known.waiting();
    }
  };
  // the same professional signed in again in another window: this page goes on with the new token
  const signedInAgain = async () => {
    if (!words.session) return false;
    const { owner, token } = await (await fetch(words.session)).json();
    if (String(owner) !== words.owner) return false;
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    return true;
  };

  // --- another window wrote the same field: both texts, mine first ----------------------------------
  const inWords = (form, name, value) => {
    const control = controlsOf(form, name)[0];
    if (control.options) return [...control.options].find((option) => option.value === value)?.text ?? value;
    return controlsOf(form, name).find((each) => each.type === "radio" && each.value === value)?.labels[0]?.textContent ?? value;
  };
  const disagree = (form, name, other) => {
    const known = forms.get(form);
    const control = controlsOf(form, name)[0];
    known.held.add(name);
    const box = document.createElement("div");
    box.className = "een-elsewhere";
    box.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.textContent = words.elsewhere;
    const text = document.createElement("p");
    text.className = "een-preserve";
    text.textContent = other.values.map((value) => inWords(form, name, value)).filter(Boolean).join(", ") || "–";
    box.append(head, text);
    const settle = (label, values) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ams-button ams-button--secondary";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        known.held.delete(name);
        learn(form, { [name]: other.version });
        if (values) {
          put(form, name, values);
          known.saved[name] = values;
        }
        control.focus();
        save(form);
      });
      box.append(button);
    };
    settle(words.mine, null);
    settle(words.theirs, other.values);
    (control.closest(".ams-field, fieldset") ?? control).append(box);
  };

  // --- what was kept comes back ---------------------------------------------------------------------
  // a closed dialog shows nothing of it: what opens it does
  const mark = (dialog) => {
    if (!dialog) return;
    for (const opener of document.querySelectorAll(`[data-open-dialog="${dialog.id}"]:not(:has(.een-begun))`)) {
      const begun = document.createElement("span");
      begun.className = "een-begun";
      begun.textContent = words.begun;
      opener.append(begun);
    }
  };
  const restore = (form) => {
    const known = forms.get(form);
    const notice = form.querySelector("[data-kept]");
    const kept = notice ? JSON.parse(notice.dataset.kept) : {};
    for (const [name, { values, other }] of Object.entries(kept)) {
      put(form, name, values);
      known.saved[name] = fieldsOf(form)[name];
      if (other && !same(other, values)) disagree(form, name, { values: other, version: kept[name].version });
    }
    let own = JSON.parse(sessionStorage.getItem(shelf(form)) ?? "null");
    if (own?.sent && own.sent === cookie("een-sent")) {
      sessionStorage.removeItem(shelf(form));
      own = null;
    }
    if (notice || own) mark(form.closest("dialog"));
    const drop = notice?.querySelector("[data-drop-typed]");
    if (drop) {
      drop.hidden = false;
      drop.addEventListener("click", async () => {
        await fetch(words.drafts, { method: "POST", body: body(form, [], { weg: "1" }) });
        sessionStorage.removeItem(shelf(form));
        form.dataset.sent = "yes";
        window.location.reload();
      });
    }
    if (!own) return;
    if (form.querySelector("[data-errors]")) return; // it came back with everything
    for (const [name, values] of Object.entries(own.fields)) put(form, name, values);
    if (!form.dataset.draft) learn(form, JSON.parse(own.versions || "{}"));
    save(form);
  };
  const arrive = (root) => {
    if (sessionStorage.getItem("een-owner") !== words.owner) { // what somebody else left in this tab
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("een-typed:")) sessionStorage.removeItem(key);
      sessionStorage.setItem("een-owner", words.owner);
    }
    for (const form of typedForms(root)) {
      if (forms.has(form)) continue;
      forms.set(form, { saved: fieldsOf(form), held: new Set(), timer: 0, busy: false, said: false, waiting: null });
      restore(form);
      if (form.querySelector("[data-errors]")) { // sent and refused: kept nowhere yet
        forms.get(form).saved = {};
        later(form, SILENCE);
      }
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element && event.target.form;
    if (forms.has(form)) later(form, SILENCE);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!forms.has(form)) return;
    const known = forms.get(form);
    if (known.busy) { // first what is being kept, else it would be kept after it was sent
      event.preventDefault();
      known.waiting = () => { known.waiting = null; form.requestSubmit(event.submitter); };
      return;
    }
    clearTimeout(known.timer);
    if (changedIn(form).length) shelve(form, form.elements["een-once"].value);
  }, { capture: true });
  const leave = () => {
    for (const form of forms.keys()) {
      if (!form.isConnected || form.dataset.sent || !changedIn(form).length) continue;
      shelve(form);
      const data = body(form, changedIn(form));
      if (String(data).length < BEACON) fetch(form.dataset.draft || words.drafts, { method: "POST", body: data, keepalive: true }).catch(() => {});
    }
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") for (const form of forms.keys()) save(form); });
  document.addEventListener("een:save", () => { for (const form of forms.keys()) save(form); });
  document.addEventListener("htmx:after:swap", () => arrive(document));
  arrive(document);
})();
