import type { ComponentChildren } from 'preact';
import type { NoticeTexts } from '../../../channels/notice/notice.contract.ts';
import { sayNotice } from '../../../channels/notice/notice.rules.ts';
import { reportStateText } from '../../../collect/report/screens/own-report.text.ts';
import type { Say } from '../../../kernel/text.ts';
import { dateOf, minuteOfDay, parseInstant, writeTimeOfDay } from '../../../kernel/time.ts';
import { lookText } from '../../../people/look/look.text.ts';
import { sayLookPost } from '../../../people/look/screens/LookLog.tsx';
import type { OwnCopy } from '../copy.contract.ts';
import { copyText, copiedText as text } from './copy.text.ts';

type Report = OwnCopy['reports'][number];

/** Where a report's files lie in the copy, by the ids of its photos and recording; a file that could not be read is missing. */
export type CopiedFiles = ReadonlyMap<string, string>;

type Props = {
  say: Say;
  copy: OwnCopy;
  community: string;
  files: CopiedFiles;
  texts: NoticeTexts;
};

/** With the whole day: what is read next year knows no “today”. */
function at(moment: string): string {
  const instant = parseInstant(moment);
  return `${dateOf(instant)} ${writeTimeOfDay(minuteOfDay(instant))}`;
}

/** A copy as a page that opens from the disk, without a network and without us. */
export function CopiedDocument({ say, copy, community, files, texts }: Props) {
  return (
    <html lang={say.locale === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{say(copyText.title)}</title>
      </head>
      <body>
        <h1>{say(copyText.title)}</h1>
        <p>{say(text.made, at(copy.madeAt), community)}</p>
        <You say={say} copy={copy} />
        <h2>{say(text.reports)}</h2>
        {copy.reports.length === 0 && <p>{say(text.none)}</p>}
        {copy.reports.map((report) => (
          <OneReport key={report.id} say={say} report={report} files={files} />
        ))}
        <Lines title={say(text.told)} none={say(text.none)}>
          {copy.notices.map((notice) => (
            <li key={notice.id}>{`${at(notice.at)} ${sayNotice(say, texts, notice)}`}</li>
          ))}
        </Lines>
        <Lines title={say(text.sent)} none={say(text.none)}>
          {copy.sent.map((one) => (
            <li key={`${one.at} ${one.channel}`}>{`${at(one.at)} ${one.to}`}</li>
          ))}
        </Lines>
        <Lines title={say(text.looks)} none={say(text.none)}>
          {copy.looks.map((look) => (
            <li key={look.id}>
              {[at(look.at), sayLookPost(say, look.post), say(lookText.kind[look.kind]), look.number]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </Lines>
      </body>
    </html>
  );
}

function You({ say, copy }: { say: Say; copy: OwnCopy }) {
  const { person, sessions, residence } = copy;
  return (
    <>
      <h2>{say(text.you)}</h2>
      <dl>
        <dt>{say(text.name)}</dt>
        <dd>{person?.displayName}</dd>
        <dt>{say(text.phone)}</dt>
        <dd>{person?.phone ?? say(text.none)}</dd>
        <dt>{say(text.homes)}</dt>
        <dd>{residence.homes.map(({ name }) => name).join(' · ') || say(text.none)}</dd>
      </dl>
      <Lines title={say(text.devices)} none={say(text.none)}>
        {sessions.map(({ id, signedInAt }) => (
          <li key={id}>{at(signedInAt)}</li>
        ))}
      </Lines>
    </>
  );
}

function OneReport({ say, report, files }: { say: Say; report: Report; files: CopiedFiles }) {
  const { recording } = report;
  return (
    <article>
      <h3>{`${report.number} · ${say(reportStateText[report.state])}`}</h3>
      <p>{`${at(report.submittedAt)} · ${report.place}`}</p>
      <blockquote>{report.text}</blockquote>
      <Pictures say={say} ids={report.photoIds} files={files} />
      {recording?.recordingId && (
        <p>
          <FileLink say={say} path={files.get(recording.recordingId)} name={say(text.recording)} />
        </p>
      )}
      {recording?.typedText && <blockquote>{recording.typedText}</blockquote>}
      {report.messages.map((message) => (
        <div key={`${message.at} ${message.by}`}>
          <p>{`${at(message.at)} ${say(text[message.by])}`}</p>
          <blockquote>{message.text}</blockquote>
          <Pictures say={say} ids={message.photoIds} files={files} />
        </div>
      ))}
    </article>
  );
}

function Pictures({ say, ids, files }: { say: Say; ids: readonly string[]; files: CopiedFiles }) {
  return (
    <>
      {ids.map((id, index) => (
        <p key={id}>
          <FileLink say={say} path={files.get(id)} name={say(text.photo, index + 1)} />
        </p>
      ))}
    </>
  );
}

function FileLink({ say, path, name }: { say: Say; path: string | undefined; name: string }) {
  return path === undefined ? <em>{`${name}: ${say(text.missing)}`}</em> : <a href={path}>{name}</a>;
}

function Lines({ title, none, children }: { title: string; none: string; children: ComponentChildren[] }) {
  return (
    <>
      <h2>{title}</h2>
      {children.length === 0 ? <p>{none}</p> : <ul>{children}</ul>}
    </>
  );
}
