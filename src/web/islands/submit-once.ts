/**
 * A form on its way shows that it is, and cannot be sent twice from this page (the server would carry it out once
 * anyway, by its key). A changed form asks before it is left. Without this file everything still works.
 */
const sending = new WeakSet<HTMLFormElement>();
const changed = new Set<HTMLFormElement>();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.submitOnce === undefined) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  changed.delete(form);
  const pressed = event.submitter;
  // aria-disabled, not disabled: the pressed button's own name and value must be sent along.
  if (pressed instanceof HTMLElement) {
    pressed.dataset.busy = '';
    pressed.setAttribute('aria-busy', 'true');
  }
});

document.addEventListener('input', (event) => {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  if (form?.dataset.warnUnsaved !== undefined) changed.add(form);
});

window.addEventListener('beforeunload', (event) => {
  if (changed.size === 0) return;
  event.preventDefault();
  event.returnValue = '';
});

// A page that comes back from the browser's memory must be usable again.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) sending.delete(form);
  for (const pressed of document.querySelectorAll<HTMLElement>('[data-busy]')) {
    delete pressed.dataset.busy;
    pressed.removeAttribute('aria-busy');
  }
});

// What was just done has been said: reloaded or kept as a bookmark, the page does not say it once more.
const address = new URL(location.href);
if (address.searchParams.has('done')) {
  address.searchParams.delete('done');
  history.replaceState(history.state, '', address);
}
