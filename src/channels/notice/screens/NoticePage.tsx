import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { NoticeRow, NoticeTexts, noticeOperations } from '../notice.contract.ts';
import { sayNotice } from '../notice.rules.ts';
import { noticePageText } from './notice-page.text.ts';

type Inbox = OutputOf<typeof noticeOperations.listNotices>;

/** What somebody was told, newest first; `texts` are the words of every feature's notices. */
export function NoticePage(props: {
  frame: Frame;
  inbox: Inbox;
  texts: NoticeTexts;
  /** Where a notice leads: who may read the thing there is that page's affair. */
  hrefOf(row: NoticeRow): string;
}) {
  const { frame, inbox, texts, hrefOf } = props;
  const { say, to, now } = frame;
  const newest = inbox.rows[0];
  return (
    <>
      <ScreenTitle look="hidden">{say(noticePageText.title)}</ScreenTitle>
      {inbox.unread > 0 && newest && (
        <div class="row">
          <span class="soft grow">{say(noticePageText.unread, inbox.unread)}</span>
          <Form
            action={to('/notices/read')}
            hidden={{ ...frame.hidden, noticeId: newest.id, andOlder: 'true' }}
          >
            <Button size="small" icon="check">
              {say(noticePageText.readAll)}
            </Button>
          </Form>
        </div>
      )}
      <div class="form-gap">
        {newest ? (
          <CardRows>
            {inbox.rows.map((row) => (
              <ListRow
                key={row.id}
                href={hrefOf(row)}
                title={sayNotice(say, texts, row)}
                facts={
                  <>
                    {!row.read && <Chip tone="now">{say(noticePageText.isUnread)}</Chip>}
                    <span>{sayMoment(say, parseInstant(row.at), now)}</span>
                    {row.postId !== null && <span>{say(noticePageText.toPost)}</span>}
                  </>
                }
              />
            ))}
          </CardRows>
        ) : (
          <EmptyState
            icon="bell"
            title={say(noticePageText.empty)}
            text={say(noticePageText.emptyText)}
            action={<LinkButton href={to('/reports/new')}>{say(noticePageText.report)}</LinkButton>}
          />
        )}
      </div>
      {inbox.next !== null && (
        <p class="form-gap">
          <Link href={to(`/inbox?after=${encodeURIComponent(inbox.next)}`)}>{say(noticePageText.older)}</Link>
        </p>
      )}
    </>
  );
}
