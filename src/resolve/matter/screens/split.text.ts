/** The words for making two matters of one. */
export const splitText = {
  what: {
    zh: '一件里有两件事，就拆出一件：有自己的编号和期限，两边互相写明。',
    en: 'Where one matter holds two problems, one becomes a matter of its own, with its own number and date. Each names the other.',
  },
  report: { zh: '从哪条反映里拆', en: 'Of which report' },
  reportMissing: { zh: '选一条反映，新的那件才有来处', en: 'Choose a report' },
  part: { zh: '拆出哪些原话', en: 'Which of its words' },
  partHint: {
    zh: '从上面复制反映人的原话，一字不改。',
    en: 'Copy the reporter’s own words from above, unchanged.',
  },
  partOrAll: {
    zh: '从上面复制原话，一字不改；空着就整条拆走。',
    en: 'Copy the reporter’s own words, unchanged; leave it empty to take the whole report.',
  },
  tellDefault: {
    zh: '你说的是两件事，分开办更快。',
    en: 'These are two things; handled apart, both go faster.',
  },
};
