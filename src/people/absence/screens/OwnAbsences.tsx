import type { Frame } from '../../../web/frame.ts';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import type { ListedAbsence } from '../absence.contract.ts';
import { sayAway } from '../absence.text.ts';
import { StandingIn } from './AbsencePage.tsx';
import { absencePageText as text } from './absence-page.text.ts';

/** On the own account: when I am away, whom I stand in for, and the way to write that down. */
export function OwnAbsences({ frame, absences }: { frame: Frame; absences: readonly ListedAbsence[] }) {
  const { say, to } = frame;
  const own = absences.filter(({ mine }) => mine);
  return (
    <Section title={say(text.title)}>
      <StandingIn frame={frame} absences={absences} />
      {own.map(({ id, away }) => (
        <p key={id}>{sayAway(say, away)}</p>
      ))}
      <p class="form-gap">
        <LinkButton href={to('/absences')} icon="calendar-days">
          {say(text.open)}
        </LinkButton>
      </p>
    </Section>
  );
}
