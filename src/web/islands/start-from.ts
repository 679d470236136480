import { addWords } from '../forms/add-words.ts';

/**
 * Puts the chosen text into its field at once. Without this file a button beside the choice brings the form back with
 * the text in it.
 */
for (const root of document.querySelectorAll<HTMLElement>('[data-start-from]')) {
  const select = root.querySelector('select');
  const area = document.getElementById(root.dataset.startFrom ?? '');
  const texts = JSON.parse(root.dataset.texts ?? '{}') as Record<string, string>;
  for (const button of root.querySelectorAll<HTMLButtonElement>('button')) button.hidden = true;
  select?.addEventListener('change', () => {
    const words = texts[select.value];
    if (words === undefined || !(area instanceof HTMLTextAreaElement)) return;
    area.value = addWords(area.value, words);
    select.value = '';
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.focus();
  });
}
