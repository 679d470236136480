/** The kinds of news and the ways it takes, as people choose them. */
export const preferenceText = {
  kind: {
    progress: { zh: '我的事有进展', en: 'My matters go on' },
    question: { zh: '有话要问我', en: 'I am asked something' },
    work: { zh: '职务上的事', en: 'Work for my post' },
    urgent: { zh: '紧急的事', en: 'What cannot wait' },
  },
  kindHint: {
    progress: { zh: '受理、派人、延期、归档', en: 'Accepted, handed out, extended, closed' },
    question: { zh: '请你补充，问你办好没有', en: 'A detail is missing, or: is it solved?' },
    work: { zh: '新的单子、回访、退单', en: 'To take, to call back, returned' },
    urgent: { zh: '夜里也会发', en: 'Comes at night too' },
  },
};
