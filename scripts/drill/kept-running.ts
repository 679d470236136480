import { setTimeout as pause } from 'node:timers/promises';
import { type Product, type ProductOptions, startProduct } from '../faults/product.ts';

/** The product as a supervisor keeps it (systemd, Restart=always): started again whenever it ends. */
export type KeptRunning = {
  /** The one that runs, or ran last. */
  now(): Product;
  /** How often it came up. */
  starts(): number;
  /** Every line that any of them wrote to its log. */
  log(): string;
  /** No more starts; what runs goes on. */
  letGo(): void;
};

/** Between an end and the next start, as supervisors leave. */
const pauseMs = 100;

export async function keepRunning(options: ProductOptions): Promise<KeptRunning> {
  let product = await startProduct(options);
  let starts = 1;
  let isOver = false;
  const before: string[] = [];

  async function watch(): Promise<void> {
    for (;;) {
      await product.ended;
      before.push(product.log());
      const next = await startAgain();
      if (!next) return;
      product = next;
      starts += 1;
    }
  }

  /** While its database is away too, a start may fail; a supervisor tries again. */
  async function startAgain(): Promise<Product | undefined> {
    while (!isOver) {
      await pause(pauseMs);
      try {
        return await startProduct(options);
      } catch (error) {
        before.push(error instanceof Error ? error.message : String(error));
      }
    }
    return undefined;
  }
  void watch();
  return {
    now: () => product,
    starts: () => starts,
    log: () => [...before, product.log()].join('\n'),
    letGo() {
      isOver = true;
    },
  };
}
