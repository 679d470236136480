import type { ComponentProps } from 'preact';
import type { ShownTelephone } from '../../channels/reach/reach.contract.ts';
import { sayHours } from '../../channels/reach/screens/CallCommunity.tsx';
import { callText } from '../../channels/reach/screens/reach.text.ts';
import type { DraftView } from '../../collect/draft/draft.contract.ts';
import { WaitingDraftAction } from '../../collect/draft/screens/WaitingDraft.tsx';
import type { Question } from '../../followup/callback/screens/AnswerCard.tsx';
import { QuickAnswer } from '../../followup/callback/screens/QuickAnswer.tsx';
import type { Frame } from '../../web/frame.ts';
import { BigAction } from '../../web/parts/BigAction.tsx';
import { Link } from '../../web/parts/Link.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { SizePicker } from '../../web/parts/SizePicker.tsx';
import { homeText } from './home.text.ts';

type ElderHomeProps = {
  frame: Frame;
  /** How many of the visitor's own things are open, and how many wait for their word. */
  open: number;
  waiting: number;
  unread: number;
  /** By which number somebody of the community answers; null where it has none. */
  telephone: ShownTelephone | null;
  draft: DraftView | null;
  /** The first that waits for the visitor's word. */
  question: Question | null;
};

/**
 * Elder mode's first screen (design P10): one's own tasks, one under the other. What was begun and what waits for an
 * answer stand before what is only to be looked at, which then moves into the line below: at most four large ones.
 */
export function ElderHome(props: ElderHomeProps) {
  const { frame, open, waiting, draft, question } = props;
  const { say, to, asker, display } = frame;
  const isPerson = asker.kind === 'person';
  const isFull = draft !== null && question !== null;
  const look = looks(props);
  const roomFor = isFull ? 0 : draft || question ? 1 : 2;
  return (
    <>
      <ScreenTitle>{say(homeText.greeting, isPerson ? asker.displayName : '')}</ScreenTitle>
      <div class="form-gap">
        <BigAction
          href={to('/reports/new')}
          title={say(homeText.ask)}
          text={say(homeText.askSpoken)}
          icon="mic"
          kind="sun"
        />
        {question && (
          <div class="answer-gap">
            <QuickAnswer frame={frame} question={question} />
          </div>
        )}
        {draft && <WaitingDraftAction frame={frame} draft={draft} />}
        {isPerson ? (
          <BigAction
            href={to('/mine')}
            title={say(homeText.mine)}
            text={waiting > 0 ? say(homeText.mineWaiting, waiting) : say(homeText.mineOpen, open)}
            icon="message-circle"
            dot={waiting > 0}
          />
        ) : (
          <BigAction
            href={to(`/sign-in?next=${encodeURIComponent(to(''))}`)}
            title={say(homeText.signIn)}
            text={say(homeText.signInHow)}
            icon="log-in"
          />
        )}
        {look.slice(0, roomFor).map((one) => (
          <BigAction key={one.href} {...one} />
        ))}
      </div>
      {roomFor < look.length && (
        <p class="row row-wrap form-gap">
          {look.slice(roomFor).map(({ href, title }) => (
            <Link key={href} href={href}>
              {title}
            </Link>
          ))}
        </p>
      )}
      <div class="form-gap">
        <SizePicker
          locale={say.locale}
          display={display}
          forms={{ action: '/display', hidden: frame.hidden }}
        />
      </div>
    </>
  );
}

/** What is only to be looked at, and whom to call: as many of them stand large as there is room. */
function looks({ frame, unread, telephone }: ElderHomeProps): ComponentProps<typeof BigAction>[] {
  const { say, to, asker } = frame;
  const inbox = unread > 0 ? say(homeText.unreadShort, unread) : undefined;
  return [
    ...(telephone
      ? [
          {
            href: `tel:${telephone.dialled}`,
            title: say(callText.call),
            text: `${telephone.shown} · ${sayHours(say, telephone)}`,
            icon: 'phone' as const,
          },
        ]
      : []),
    asker.kind === 'person'
      ? { href: to('/inbox'), title: say(homeText.inbox), text: inbox, icon: 'bell', dot: unread > 0 }
      : {
          href: to('/follow'),
          title: say(homeText.followShort),
          text: say(homeText.followHow),
          icon: 'search',
        },
    { href: to('/matters'), title: say(homeText.everyone), text: say(homeText.everyoneHow), icon: 'users' },
  ];
}
