/**
 * Buttons that copy what stands on the page. Without this file they are not there, and the text is selected with one
 * press as it is.
 */
async function copy(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers give the clipboard to secure pages only; the older way asks for a selection.
    getSelection()?.selectAllChildren(shown);
    return document.execCommand('copy');
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  const shown = document.getElementById(button.dataset.copies ?? '');
  const status = button.parentElement?.querySelector<HTMLElement>('[role=status]');
  if (!shown || !status) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const copied = await copy(shown.textContent ?? '', shown);
    status.textContent = (copied ? status.dataset.copied : status.dataset.selected) ?? '';
  });
}
