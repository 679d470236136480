/**
 * Single keys for staff: a key presses the visible element that carries it (`data-key`), J and K move through the
 * queue. Off while a field has focus or a dialog is open, and off altogether for who wants it (WCAG 2.2, 2.1.4).
 */
const storeName = 'desk-keys';

function isOn(): boolean {
  try {
    return localStorage.getItem(storeName) !== 'off';
  } catch {
    return true; // Storage is refused: nobody can have switched them off.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=checkbox]):not([type=radio])'))
  );
}

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
}

function move(step: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>('[data-queue] a')].filter(isVisible);
  const focused = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  const current = focused >= 0 ? focused : items.findIndex((item) => item.hasAttribute('aria-current'));
  const next = current < 0 ? 0 : Math.min(items.length - 1, Math.max(0, current + step));
  items[next]?.focus();
  items[next]?.scrollIntoView({ block: 'nearest' });
}

/** Ticks the one in hand: the row that has focus, else the one that stands open. */
function tick(): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-queue] li')];
  const row =
    rows.find((one) => one.contains(document.activeElement)) ??
    rows.find((one) => one.querySelector('[aria-current]'));
  const box = row?.querySelector<HTMLInputElement>('.queue-pick input');
  box?.click();
  return box !== null && box !== undefined;
}

function press(key: string): boolean {
  const holders = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const holder = [...holders].find(isVisible);
  if (!holder) return false;
  if (holder instanceof HTMLInputElement) {
    holder.focus();
    holder.select();
  } else holder.click();
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (!isOn() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const key = event.key.toLowerCase();
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
  else if (key === 'x' && tick()) event.preventDefault();
  else if (key.length !== 1 || key === ' ' || !press(key)) return;
  event.preventDefault();
});

for (const toggle of document.querySelectorAll<HTMLInputElement>('[data-keys-toggle]')) {
  toggle.checked = isOn();
  toggle.addEventListener('change', () => {
    try {
      if (toggle.checked) localStorage.removeItem(storeName);
      else localStorage.setItem(storeName, 'off');
    } catch {
      toggle.checked = true; // It cannot be remembered, so it is not pretended.
    }
  });
}
