import type { PageProps } from '../document.tsx';
import { Form } from '../forms/Form.tsx';
import { type FormReader, readForm } from '../forms/read-form.ts';
import type { FormState } from '../frame.ts';
import { Icon } from '../icons/Icon.tsx';
import { AppBar } from '../parts/AppBar.tsx';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Dock } from '../parts/Dock.tsx';
import { ErrorSummary } from '../parts/ErrorSummary.tsx';
import { IconLink } from '../parts/IconLink.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PhotoPicker } from '../parts/PhotoPicker.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Steps, stepWords } from '../parts/Steps.tsx';
import { TextArea } from '../parts/TextArea.tsx';
import type { GalleryPage } from './gallery-page.ts';

const buildings = ['1', '2', '3', '4', '5', '6', '7', '8'];

/** One question of a flow, with an answer missing (designs P2-1 and P2-2). */
export function where({ locale, forms }: GalleryPage): Partial<PageProps> {
  const state: FormState = {
    operation: 'report.create',
    values: { unit: '1' },
    problems: [{ path: 'building', code: 'missing', text: '选一下是哪一幢，我们才找得到' }],
    refusal: undefined,
  };
  const read = readForm(state);
  return {
    title: '在哪里',
    shell: 'flow',
    footer: undefined,
    islands: ['submit-once', 'draft-keeper', 'photo-picker'],
    head: (
      <AppBar title="我要反映" back={{ href: '#step-1', label: '返回' }} aside={stepWords(locale, 2, 4)}>
        <IconLink href="#home" icon="x" label="存草稿并退出" />
      </AppBar>
    ),
    children: (
      <Form
        action="#step-3"
        files
        flow
        hidden={{ ...forms.hidden, step: '2' }}
        draft={{ key: 'report', locale }}
      >
        <Steps locale={locale} current={2} total={4} />
        <ScreenTitle>在哪里？</ScreenTitle>
        <ErrorSummary locale={locale} {...read.summary()} />
        <Segmented
          label="哪一种地方"
          items={[
            { href: '#inside', label: '楼里楼下', icon: 'building', current: true },
            { href: '#outside', label: '公共区域', icon: 'map-pin' },
          ]}
        />
        <div class="form-gap">
          <Place read={read} />
          <TextArea {...read.text('words')} label="事情经过" maxLength={2000} />
          <div class="form-gap">
            <PhotoPicker
              {...read.file('photos')}
              locale={locale}
              legend="照片"
              aside="最多6张，可以不拍"
              hint="人脸和车牌会先打码，工作人员看过才公开。"
              maxFiles={6}
              maxBytesEach={10_000_000}
              addLabel="拍一张"
            />
          </div>
        </div>
        <p class="small soft with-icon-top form-gap">
          <Icon name="eye-off" />
          <span>公开时只写到“6幢”，不写单元和房号。</span>
        </p>
        <div class="form-gap">
          <Notice tone="danger" icon="phone">
            <b>着火、燃气味、有人受伤</b>，先打<a href="tel:119">119</a>、<a href="tel:110">110</a>或
            <a href="tel:120">120</a>，再来这里。
          </Notice>
        </div>
        <Dock>
          <LinkButton href="#step-1">上一步</LinkButton>
          <Button kind="primary" size="big">
            下一步
          </Button>
        </Dock>
      </Form>
    ),
  };
}

function Place({ read }: { read: FormReader }) {
  return (
    <>
      <Choice
        {...read.text('building')}
        type="radio"
        legend="哪一幢？"
        columns={4}
        look="tile"
        options={buildings.map((value) => ({ value, label: `${value}幢` }))}
      />
      <Choice
        {...read.text('unit')}
        type="radio"
        legend="哪个单元？"
        columns={4}
        look="tile"
        options={[
          { value: '1', label: '1单元' },
          { value: '2', label: '2单元' },
          { value: '3', label: '3单元' },
          { value: '', label: '不清楚' },
        ]}
      />
      <Choice
        {...read.text('spot', 'door')}
        type="radio"
        legend="具体一点"
        aside="可以不选"
        columns={2}
        look="icon"
        options={[
          { value: 'door', label: '单元门口', icon: 'door-open' },
          { value: 'stairs', label: '楼道里', icon: 'layers' },
          { value: 'home', label: '自家屋里', icon: 'house' },
          { value: 'roof', label: '屋顶外墙', icon: 'building' },
        ]}
      />
    </>
  );
}
