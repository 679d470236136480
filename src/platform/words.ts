import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let segmenter: Jieba | undefined;

/** Reading the dictionary takes about half a second: once, when words are first asked for. */
function segment(): Jieba {
  segmenter ??= Jieba.withDict(dict);
  return segmenter;
}

const hanCharacter = /\p{Script=Han}/gu;

/** Says nothing about what a text is about; a search for nothing else takes them nevertheless. */
const fillers = new Set('的了吗呢吧啊呀是在有和与就都也还很把被给我你他她它'.split(''));

/**
 * Every word that a search may find a text by: all words of the dictionary that occur in it, however they overlap, words
 * of other scripts, and each Chinese character, so that neither a search for one nor another way of cutting misses it.
 */
export function wordsOf(text: string): string[] {
  const plain = flatten(text);
  const found = [...segment().cutAll(plain), ...segment().cutForSearch(plain, false)];
  return [...new Set([...found.flatMap(bare), ...(plain.match(hanCharacter) ?? [])])];
}

/** The words somebody searches for, all of which have to occur; empty where nothing can be searched for. */
export function searchedWords(text: string): string[] {
  const words = [...new Set(segment().cutForSearch(flatten(text), false).flatMap(bare))];
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** Full-width letters and figures as plain ones, capitals as small ones. */
function flatten(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A word without what stands around it; nothing where no letter or figure is in it. */
function bare(word: string): string[] {
  const trimmed = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return trimmed === '' || trimmed.length > 40 ? [] : [trimmed];
}
