import type { Frame } from '../../../web/frame.ts';
import { Chip } from '../../../web/parts/Chip.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import type { PublicMatter, StaffMatter } from '../matter.contract.ts';
import { groundText, levelText, oversightText } from '../matter.oversight.text.ts';
import { hatText, sayDate } from '../matter.text.ts';
import { matterFlagText } from './matter-flag.text.ts';

type Flagged = Pick<PublicMatter, 'urgedCount' | 'supervised'>;

/** 催办×n and 督办, always as icon and word; colour comes third. */
export function FlagChips({ frame: { say }, matter }: { frame: Frame; matter: Flagged }) {
  const { supervised, urgedCount } = matter;
  return (
    <>
      {supervised !== null && (
        <Chip tone={supervised === 'red' ? 'red' : 'sun'} icon="flag">
          {say(levelText[supervised])}
        </Chip>
      )}
      {urgedCount > 0 && <Chip icon="alarm-clock">{say(oversightText.urgedTimes, urgedCount)}</Chip>}
    </>
  );
}

/** What a supervisor demands, in their own words, where those who work on it see it first. */
export function SupervisionNotice({ frame: { say }, matter }: { frame: Frame; matter: StaffMatter }) {
  const { supervision } = matter;
  if (supervision === null) return null;
  const { level, reason, by, dueOn } = supervision;
  const said = matter.timeline.find(({ action }) => action === 'supervise');
  return (
    <div class="section-gap">
      <Notice
        tone={level === 'red' ? 'danger' : 'warn'}
        icon="flag"
        title={say(
          matterFlagText.supervised,
          say(levelText[level]),
          say(hatText[by]),
          sayDate(say.locale, dueOn),
        )}
      >
        <p>{say(groundText[reason])}</p>
        {said?.words && <p class="as-written">{said.words}</p>}
      </Notice>
    </div>
  );
}
