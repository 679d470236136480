import type { Frame } from '../../../web/frame.ts';
import {
  addressOf,
  type Catalogue,
  type ItemRef,
  type Opened,
  type OpenReport,
  type Place,
} from './desk-data.ts';

export type DecidePaneProps = {
  frame: Frame;
  place: Place;
  open: OpenReport;
  opened: Opened;
  catalogue: Catalogue;
  /** What is selected once this one is decided. */
  next: ItemRef | undefined;
};

/** The hidden fields of every decision: signed, and leading on to what comes next. */
export function hiddenOf({ frame, place, next }: DecidePaneProps): Record<string, string> {
  return { ...frame.hidden, _next: addressOf(frame, place, next) };
}
