// Uses the page as a reader would and leaves what it saw, as JSON, in the page's title.
(() => {
  const seen = { requests: performance.getEntriesByType("resource").length, errors: window.probeErrors, alerted: window.alerted ?? false };
  const element = (id) => document.getElementById(id);
  const count = () => element("count").textContent;
  const set = (id, value) => {
    element(id).value = value;
    element(id).dispatchEvent(new Event("input", { bubbles: true }));
    return count();
  };
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const findings = [...document.querySelectorAll(".finding")];
  const at = () => findings.indexOf(document.activeElement);
  seen.all = count();
  seen.text = set("text", "vehicle");
  seen.none = set("text", "nothing has this");
  set("text", "");
  seen.file = set("file", "1");
  set("file", "");
  seen.confident = set("confidence", "1");
  set("confidence", "0");
  seen.rules = element("rule").options.length > 1;
  press("j");
  seen.first = at();
  press("j");
  seen.second = at();
  press("k");
  seen.back = at();
  press("/");
  seen.search = document.activeElement.id;
  press("Escape");
  press("?");
  seen.help = !element("keys").hidden;
  press("Escape");
  seen.closed = element("keys").hidden;
  document.title = JSON.stringify(seen);
})();
