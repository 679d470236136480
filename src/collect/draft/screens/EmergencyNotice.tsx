import type { Frame } from '../../../web/frame.ts';
import { Notice } from '../../../web/parts/Notice.tsx';
import { stepsText } from './steps.text.ts';

/** Whom to call first; `sounds` where what was written speaks of danger, `sent` once it has been sent. */
export function EmergencyNotice({ frame: { say }, about }: { frame: Frame; about?: 'sounds' | 'sent' }) {
  return (
    <Notice tone="danger" icon="phone">
      <b>{say(about === undefined ? stepsText.emergency : stepsText.emergencyAbout[about])}</b>
      {say(stepsText.emergencyFirst)}
      <a href="tel:119">119</a>
      {say(stepsText.emergencyBetween)}
      <a href="tel:110">110</a>
      {say(stepsText.emergencyOr)}
      <a href="tel:120">120</a>
      {say(about === 'sent' ? stepsText.emergencyDoNotWait : stepsText.emergencyThen)}
    </Notice>
  );
}
