"use strict";
(() => {
  const element = (id) => document.getElementById(id);
  const [form, text, rule, file, confidence] = ["filters", "text", "rule", "file", "confidence"].map(element);
  const sections = [...document.querySelectorAll("section.file")];
  const findings = sections.flatMap((section, index) =>
    [...section.querySelectorAll(".finding")].map((node) => ({
      node,
      file: String(index),
      rule: node.dataset.rule,
      confidence: Number(node.dataset.confidence),
      text: node.textContent.toLowerCase(),
    })));
  let shown = findings;
  let current = null;

  const names = new Map(findings.map(({ node }) => [node.dataset.rule, node.dataset.name]));
  for (const [code, name] of [...names].sort()) rule.add(new Option(`${code} ${name}`, code));
  sections.forEach((section, index) => file.add(new Option(section.querySelector("h2").textContent, index)));

  function filter() {
    const wanted = text.value.trim().toLowerCase();
    const least = Number(confidence.value);
    element("least").textContent = least.toFixed(2);
    shown = findings.filter((finding) =>
      (!rule.value || finding.rule === rule.value) && (!file.value || finding.file === file.value) &&
      finding.confidence >= least && finding.text.includes(wanted));
    const kept = new Set(shown);
    const files = new Set(shown.map((finding) => finding.file));
    for (const finding of findings) finding.node.hidden = !kept.has(finding);
    sections.forEach((section, index) => { section.hidden = !files.has(String(index)); });
    element("count").textContent = `${shown.length} of ${findings.length} findings shown`;
    if (!kept.has(current)) current = null;
  }

  function move(step) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
    current = shown[next];
    current.node.focus({ preventScroll: true });
    current.node.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function toggleKeys(open) {
    element("keys").hidden = !open;
    element("help").setAttribute("aria-expanded", String(open));
  }

  function escape() {
    if (!element("keys").hidden) return toggleKeys(false);
    if (form.contains(document.activeElement)) return document.activeElement.blur();
    form.reset();
    filter();
  }

  const keys = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    "/": () => text.focus(), "?": () => toggleKeys(element("keys").hidden),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, select");
    const action = event.key === "Escape" ? escape : !typing && keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("focusin", (event) => {
    const node = event.target.closest(".finding");
    if (node) current = findings.find((finding) => finding.node === node);
  });
  element("help").addEventListener("click", () => toggleKeys(element("keys").hidden));
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
