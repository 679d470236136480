import { textWith } from '../../kernel/text.ts';

export const feedText = {
  title: textWith(
    (community: string) => `${community} · 公开的事`,
    (community) => `${community}: in the open`,
  ),
  ofMatter: textWith(
    (number: string, title: string) => `${number}号 ${title}`,
    (number, title) => `No. ${number}: ${title}`,
  ),
  at: textWith(
    (place: string, state: string) => (place === '' ? state : `${place}，${state}`),
    (place, state) => (place === '' ? state : `${place}: ${state}`),
  ),
};
