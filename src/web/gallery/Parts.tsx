import type { ComponentChildren } from 'preact';
import type { PageProps } from '../document.tsx';
import { Form } from '../forms/Form.tsx';
import { AppBar } from '../parts/AppBar.tsx';
import { BigAction } from '../parts/BigAction.tsx';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { Checkbox } from '../parts/Checkbox.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Choice } from '../parts/Choice.tsx';
import { DayArc } from '../parts/DayArc.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { DisabledReason } from '../parts/DisabledReason.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { ErrorState } from '../parts/ErrorState.tsx';
import { ErrorSummary } from '../parts/ErrorSummary.tsx';
import { Filters } from '../parts/Filters.tsx';
import { Link } from '../parts/Link.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { MiniArc } from '../parts/MiniArc.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Pagination } from '../parts/Pagination.tsx';
import { PermissionState } from '../parts/PermissionState.tsx';
import { PromiseLine } from '../parts/PromiseLine.tsx';
import { ProofBadge } from '../parts/ProofBadge.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { Section } from '../parts/Section.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { SizePicker } from '../parts/SizePicker.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { SlaClock } from '../parts/SlaClock.tsx';
import { Table } from '../parts/Table.tsx';
import { TextField } from '../parts/TextField.tsx';
import { TierTag } from '../parts/TierTag.tsx';
import type { GalleryPage } from './gallery-page.ts';

/** Every part in every state, on one page (design S1). */
export function parts(page: GalleryPage): Partial<PageProps> {
  return {
    title: '样式总表',
    shell: 'plain',
    islands: ['dialogs', 'submit-once'],
    flash: {
      text: '已记下第0173号',
      act: (
        <a class="toast-act" href="#undo">
          撤回
        </a>
      ),
    },
    head: <AppBar title="样式总表" />,
    children: (
      <>
        <ScreenTitle look="display">纸、墨、一束光</ScreenTitle>
        <Marks {...page} />
        <Buttons />
        <Fields {...page} />
        <Narrowing {...page} />
        <Progress {...page} />
        <States {...page} />
        <Lists {...page} />
      </>
    ),
  };
}

function Marks({ locale }: GalleryPage) {
  return (
    <Section title="三层治理、状态、时限">
      <div class="row row-wrap">
        <TierTag tier="self" locale={locale} />
        <TierTag tier="joint" locale={locale} />
        <TierTag tier="linked" locale={locale} />
        <Chip>已受理</Chip>
        <Chip tone="teal" icon="check">
          已办结
        </Chip>
        <Chip tone="sun" icon="clock">
          剩7天
        </Chip>
        <Chip tone="now">等你评价</Chip>
        <Chip tone="red" icon="circle-alert">
          已超时
        </Chip>
        <Chip tone="line" icon="scale">
          法定表决
        </Chip>
        <SlaClock locale={locale} state="running" left={0.8} text="剩3个工作日" />
        <SlaClock locale={locale} state="soon" left={0.15} text="剩46分" />
        <SlaClock locale={locale} state="over" left={0} text="超1天" />
        <SlaClock locale={locale} state="suspended" left={0} text="挂起" />
        <MiniArc locale={locale} reached="handle" />
        <MiniArc locale={locale} reached="finished" />
      </div>
    </Section>
  );
}

const kinds = ['sun', 'primary', 'line', 'quiet', 'danger'] as const;

function Buttons() {
  return (
    <Section title="按钮">
      <Row>
        {kinds.map((kind) => (
          <Button key={kind} kind={kind} type="button" icon="check">
            {kind}
          </Button>
        ))}
      </Row>
      <Row>
        <Button size="small" type="button" shortcut="N">
          小
        </Button>
        <Button size="big" kind="primary" type="button">
          大
        </Button>
        <DisabledReason id="not-yet" reason="要等物业答复以后才能评价。">
          评价
        </DisabledReason>
        <Link href="#all">全部</Link>
        <LinkButton href="#sure" opensDialog="sure">
          打开对话框
        </LinkButton>
      </Row>
      <Dialog
        id="sure"
        title="投“赞同”，提交后不能改"
        closeLabel="再想想"
        actions={
          <Button kind="primary" type="button">
            确认投票
          </Button>
        }
      >
        <p>3幢，1票，89.57㎡。提交后给你一张回执。</p>
      </Dialog>
    </Section>
  );
}

function Row({ children }: { children: ComponentChildren }) {
  return <div class="row row-wrap form-gap">{children}</div>;
}

function Fields({ locale }: GalleryPage) {
  return (
    <Section title="填写">
      <Form action="#send">
        <ErrorSummary locale={locale} problems={[{ id: 'building', text: '选一下是哪一幢，我们才找得到' }]} />
        <TextField
          id="phone"
          name="phone"
          type="tel"
          label="手机号"
          hint="办好了给你打电话用，不公开。"
          value="138 0000 0000"
        />
        <TextField
          id="building"
          name="building"
          label="哪一幢？"
          placeholder="例如6幢"
          problem="选一下是哪一幢，我们才找得到"
        />
        <TextField
          id="code"
          name="code"
          label="验证码"
          width="code"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <SelectField
          id="unit"
          name="unit"
          label="单元"
          aside="可以不填"
          empty="选一下"
          options={[{ group: '南区', options: [{ value: '1', label: '1单元' }] }]}
        />
        <Choice
          id="opinion"
          name="opinion"
          type="radio"
          legend="你的意见"
          columns={2}
          value="yes"
          options={[
            { value: 'yes', label: '赞同' },
            { value: 'no', label: '反对', hint: '说说为什么' },
          ]}
        />
        <Choice
          id="kinds"
          name="kinds"
          type="checkbox"
          legend="哪些事"
          columns={2}
          problem="至少选一样"
          value={['gas']}
          options={[
            { value: 'gas', label: '燃气' },
            { value: 'heap', label: '堆物' },
          ]}
        />
        <Checkbox id="agree" name="agree" label="我看过隐私说明" hint="只用来办这件事" required />
      </Form>
    </Section>
  );
}

function Narrowing({ locale, display, forms }: GalleryPage) {
  return (
    <Section title="筛选">
      <div class="form-gap">
        <Segmented
          label="来源"
          items={[
            { href: '#chat', label: '群聊', current: true },
            { href: '#calls', label: '电话' },
          ]}
        />
      </div>
      <div class="form-gap">
        <Filters
          label="筛选"
          items={[
            { href: '#every', label: '全部', count: 168, current: true },
            { href: '#open', label: '在办', count: 8 },
          ]}
        />
      </div>
      {display.mode === 'elder' && <SizePicker locale={locale} display={display} forms={forms} />}
    </Section>
  );
}

function Progress({ locale }: GalleryPage) {
  return (
    <Section title="进度">
      <Card>
        <DayArc
          locale={locale}
          reached="handle"
          notes={{ collect: '5/25', accept: '5/25', handle: '今天' }}
        />
        <hr class="card-rule" />
        <PromiseLine locale={locale} promised="6月2日" verdict={{ kind: 'running', text: '剩1天' }} />
      </Card>
      <Card>
        <DayArc locale={locale} reached="finished" />
        <hr class="card-rule" />
        <PromiseLine
          locale={locale}
          promised="5月26日"
          actual="5月28日"
          verdict={{ kind: 'late', text: '晚2天' }}
        />
      </Card>
      <Card tone="chosen">
        <DayArc locale={locale} reached="collect" />
      </Card>
    </Section>
  );
}

function States({ locale }: GalleryPage) {
  return (
    <Section title="提示、空、加载、没权限">
      <div class="stack-snug">
        <Notice>公开时只写到楼幢。</Notice>
        <Notice tone="warn" title="和第0158号很像">
          看一下是不是<a href="#same">同一件</a>。
        </Notice>
        <Notice tone="danger">着火、燃气味先打119。</Notice>
        <Notice tone="ok">查到了，接得上。</Notice>
        <EmptyState
          title="还没有事情"
          text="看到问题就说一声，约1分钟。"
          action={
            <LinkButton href="#ask" kind="sun">
              我要反映
            </LinkButton>
          }
        />
        <ErrorState
          title="没提交上去"
          text="网断了一下，你写的都还在。"
          action={<Button type="button">再试一次</Button>}
        />
        <PermissionState title="这页只给本单元楼道长看" text="要看？请社区开通。" />
        <Skeleton locale={locale} />
        <ProofBadge state="waiting" title="还没封存" text="明天08:00封存" href="#seal" />
        <ProofBadge
          state="broken"
          title="这条和封存的对不上"
          text="已通知社区、业委会、物业三方"
          href="#seal"
        />
        <BigAction href="#ask" title="我要反映" text="按住说话就行" icon="mic" kind="sun" />
        <BigAction href="#call" title="打给楼道长" text="陈叔，3幢2单元" icon="phone" kind="primary" />
        <BigAction href="#mine" title="我的事" text="1件等你说好不好" icon="message-circle" dot />
      </div>
    </Section>
  );
}

function Lists({ locale }: GalleryPage) {
  return (
    <Section title="表">
      <Table
        id="months"
        caption="各月收到和办结"
        columns={[
          { label: '月份' },
          { label: '收到', numeric: true },
          { label: '办结', numeric: true },
          { label: '平均用时', numeric: true },
        ]}
        rows={[
          { key: '4', cells: ['4月', '24', '23', '3.1天'] },
          { key: '5', cells: ['5月', '21', '21', '2.6天'] },
        ]}
        total={['合计', '45', '44', '—']}
      />
      <Pagination locale={locale} previousHref="#before" nextHref="#after" summary="第21—40件，共168件" />
    </Section>
  );
}
