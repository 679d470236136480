export const recordingText = {
  recording: { zh: '录音', en: 'Recording' },
  typed: { zh: '社区听到的是', en: 'What the desk heard' },
  untyped: { zh: '社区听过后会打成文字。', en: 'The desk will write down what it hears.' },
  hidden: { zh: '有一段录音，只有值班台能听。', en: 'There is a recording that only the desk may hear.' },
  type: { zh: '打成文字', en: 'Write it down' },
  correct: { zh: '改打好的文字', en: 'Correct what was written down' },
  label: { zh: '录音里说了什么', en: 'What the recording says' },
  hint: {
    zh: '照原话打。办理的人听不到录音时，看的就是这段。',
    en: 'In their words. Handlers who may not hear it read this.',
  },
  save: { zh: '打好了', en: 'Done' },
};
