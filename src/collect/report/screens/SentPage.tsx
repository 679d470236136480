import type { ComponentChildren } from 'preact';
import { parseInstant } from '../../../kernel/time.ts';
import { DraftSent } from '../../../web/forms/DraftSent.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { CopyText } from '../../../web/parts/CopyText.tsx';
import { IconButton } from '../../../web/parts/IconButton.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Timeline } from '../../../web/parts/Timeline.tsx';
import { Why, type WhyThisDate } from '../../../web/parts/Why.tsx';
import { sayDue } from '../../../web/when.text.ts';
import { EmergencyNotice } from '../../draft/screens/EmergencyNotice.tsx';
import { localDraftKey } from '../../draft/screens/WhatStep.tsx';
import type { ReportView } from '../report.contract.ts';
import { sentText } from './send.text.ts';

/** The receipt: it is on disk, this is its number, this is the way back to it, and this happens next. */
export function SentPage(props: {
  frame: Frame;
  report: ReportView;
  /** The private page's address, with its host. */
  link: string;
  why: WhyThisDate | undefined;
  /** The receipts of it, from those who keep them. */
  receipts?: ComponentChildren;
}) {
  const { frame, report, link, why, receipts } = props;
  const { say, to, now } = frame;
  const dueAt = report.acceptDueAt;
  const steps = [
    ...(dueAt === null ? [] : [say(sentText.acceptBy, sayDue(say, parseInstant(dueAt), now))]),
    say(sentText.thenHandle),
    say(sentText.thenAsk),
  ];
  const icons = ['inbox', 'clipboard-check', 'message-circle'] as const;
  return (
    <>
      <DraftSent draftKey={localDraftKey} />
      <p>
        <Chip tone="teal" icon="check">
          {say(sentText.sub)}
        </Chip>
      </p>
      <ScreenTitle look="display">{say(sentText.title)}</ScreenTitle>
      {report.urgent && <EmergencyNotice frame={frame} about="sent" />}
      <div class="section-gap">
        <Card as="section" label={say(sentText.keepTitle)}>
          <div class="row">
            <h2 class="grow">{say(sentText.keepTitle)}</h2>
            <IconButton icon="printer" label={say(sentText.print)} type="button" does="print" />
          </div>
          <p class="small soft">{say(sentText.number)}</p>
          <p class="large strong">{report.number}</p>
          <p class="small soft form-gap">{say(sentText.password)}</p>
          <CopyText locale={say.locale} id="sent-password" label={say(sentText.copyPassword)}>
            <span class="strong">{link.split('/').at(-1)}</span>
          </CopyText>
          <p class="small">{say(sentText.passwordText)}</p>
          <p class="small soft form-gap">{say(sentText.link)}</p>
          <CopyText locale={say.locale} id="sent-link" label={say(sentText.copyLink)}>
            <a href={link}>{link}</a>
          </CopyText>
          <p class="small soft form-gap">
            {report.anonymity === 'anonymous'
              ? say(sentText.anonymousOnlyLink)
              : say(frame.asker.kind === 'person' ? sentText.keepSignedIn : sentText.keepText)}
          </p>
        </Card>
      </div>
      <Section title={say(sentText.nextTitle)}>
        <Card>
          <Timeline
            items={steps.map((title, index) => ({
              key: title,
              icon: icons[index] ?? 'check',
              title,
              meta: '',
              now: index === 0,
            }))}
          />
          <Why why={why} />
        </Card>
      </Section>
      {receipts}
      <div class="pair section-gap">
        <LinkButton href={link} kind="primary" full>
          {say(sentText.open)}
        </LinkButton>
        <LinkButton href={to('')} full>
          {say(sentText.home)}
        </LinkButton>
      </div>
    </>
  );
}
