// In the CMS: a list of drawings shows the one chosen, and all of them to press. Without this the list works as it is.
(() => {
  const { art, words } = document.currentScript.dataset;
  const lists = (within) => within.querySelectorAll("select:not([data-seen]):has(option[value='p-tea'])");
  const picture = (name) => Object.assign(new Image(96, 72), { src: `${art}${name}.svg`, alt: "", loading: "lazy" });

  const button = (option, select) => {
    const press = Object.assign(document.createElement("button"), { type: "button" });
    press.append(picture(option.value), option.text);
    press.onclick = () => {
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    };
    return press;
  };

  const show = (select) => {
    select.dataset.seen = "";
    const chosen = document.createElement("p");
    const all = document.createElement("details");
    const summary = Object.assign(document.createElement("summary"), { textContent: words });
    all.className = "drawings";
    all.append(summary);
    all.ontoggle = () => {
      if (all.childElementCount === 1) all.append(...[...select.options].filter((o) => o.value).map((o) => button(o, select)));
    };
    const look = () => {
      chosen.replaceChildren(...(select.value ? [picture(select.value)] : []));
      all.open = false;
    };
    select.addEventListener("change", look);
    select.after(chosen, all);
    look();
  };

  const every = () => lists(document).forEach(show);
  every();
  new MutationObserver(every).observe(document.body, { childList: true, subtree: true });
})();
