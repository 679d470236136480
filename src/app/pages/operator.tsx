import { retryJob, seeOperator } from '../operator/operator.contract.ts';
import { operatorText } from '../operator/operator.text.ts';
import { Operator } from '../operator/screens/Operator.tsx';
import { backWith, flashOf } from './lead.ts';
import { form, page } from './page.ts';

export const operatorPages = [
  page({
    path: '/operator',
    load: ({ ask }) => ask(seeOperator, {}),
    view: (state, frame) => ({
      title: frame.say(operatorText.title),
      shell: 'desk',
      section: 'operator',
      flash: flashOf(frame.say, frame.done, operatorText.done),
      body: <Operator frame={frame} state={state} />,
    }),
  }),
];

export const operatorForms = [form(retryJob, ({ values }) => backWith(values, 'retried'))];
