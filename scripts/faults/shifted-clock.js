// Loaded in front of the product by the faults about the clock: its process then lives at another time than the machine.
// What a process knows of the wall clock it knows through Date; timers and performance.now() go on as they do when a
// clock is set. The parent sends { clockOffMs } and hears when it holds. No part of the product.
const Machine = Date;
let offMs = 0;

class ShiftedDate extends Machine {
  constructor(...given) {
    if (given.length === 0) super(Machine.now() + offMs);
    else super(...given);
  }
  static now() {
    return Machine.now() + offMs;
  }
}

globalThis.Date = new Proxy(ShiftedDate, {
  apply: () => new ShiftedDate().toString(),
});

process.on('message', ({ clockOffMs }) => {
  offMs = clockOffMs;
  process.send({ clockOffMs });
});
// Waiting for the parent's word alone keeps no process alive.
process.channel?.unref();
