/** What is written beside the sound of the recordings below, and must not leave the server again. */
export const written = 'Wang Fang, 31.2304N 121.4737E';

const text = (words: string) => Buffer.from(words, 'latin1');

function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** An MP4 with a track of sound, or of pictures. */
export function mp4(seconds: number, handler: 'soun' | 'vide' = 'soun'): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(3_700_000_000, 4);
  header.writeUInt32BE(3_700_000_000, 8);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(seconds * 1000, 16);
  const track = box('trak', box('mdia', box('hdlr', Buffer.alloc(8), text(handler), Buffer.alloc(12))));
  const told = box('udta', box('\xa9xyz', text(written)));
  return Buffer.concat([
    box('ftyp', text('M4A '), Buffer.alloc(4)),
    box('moov', box('mvhd', header), track, told),
    box('mdat', Buffer.alloc(400, 7)),
  ]);
}

/** An uncompressed recording of 8,000 bytes a second. */
export function wav(seconds: number): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const format = Buffer.from('01000100401f0000401f000001000800', 'hex');
  const chunks = [
    chunk('fmt ', format),
    chunk('LIST', text(`INFOIART${written}`)),
    chunk('data', Buffer.alloc(8000 * seconds, 128)),
  ];
  const body = Buffer.concat([text('WAVE'), ...chunks]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** A recording as old phones make it: frames of 20 ms. */
export function amr(seconds: number): Buffer {
  const frame = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 1)]);
  return Buffer.concat([text('#!AMR\n'), ...Array.from({ length: seconds * 50 }, () => frame)]);
}

export function mp3(): Buffer {
  const tag = Buffer.alloc(10);
  tag.write('ID3', 'latin1');
  tag[9] = written.length;
  const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413, 3)]);
  const last = Buffer.alloc(128);
  last.write(`TAG${written}`, 'latin1');
  return Buffer.concat([tag, text(written), frame, frame, last]);
}

/** As a browser's recorder writes it: what is not over yet has no size. */
export function webm(codec = 'A_OPUS'): Buffer {
  const element = (id: string, content: Buffer) =>
    Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x40, content.length]), content]);
  const endless = Buffer.from('01ffffffffffffff', 'hex');
  return Buffer.concat([
    element('1a45dfa3', element('4282', text('webm'))),
    ...[Buffer.from('18538067', 'hex'), endless],
    element('1549a966', element('7ba9', text(written))),
    element('1654ae6b', element('86', text(codec))),
    element('1254c367', text(written)),
    ...[Buffer.from('1f43b675', 'hex'), endless],
    element('e7', Buffer.from([0])),
    element('a3', Buffer.alloc(60, 5)),
  ]);
}

/** Opus in Ogg; the comments run over two pages. */
export function ogg(seconds: number): Buffer {
  const page = (lacing: number[], body: Buffer, samples: number) => {
    const head = Buffer.alloc(27);
    head.write('OggS', 'latin1');
    head.writeBigUInt64LE(BigInt(samples), 6);
    head[26] = lacing.length;
    return Buffer.concat([head, Buffer.from(lacing), body]);
  };
  const start = text(`OpusTags${'x'.repeat(247)}`);
  const rest = Buffer.concat([text(written), Buffer.alloc(50 - written.length, 120)]);
  return Buffer.concat([
    page([19], Buffer.concat([text('OpusHead'), Buffer.alloc(11)]), 0),
    page([255], start, 0),
    page([50, 20], Buffer.concat([rest, Buffer.alloc(20, 9)]), 960),
    page([20], Buffer.alloc(20, 9), 48_000 * seconds),
  ]);
}
