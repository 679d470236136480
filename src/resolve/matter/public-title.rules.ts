/** The longest title proposed; the desk may write up to the contract's limit. */
const proposedCharacters = 30;

/** What tells who or which door, as people write it: numbers to call, cards, plates, doors, names after 我是. */
const personal: readonly RegExp[] = [
  /(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/g,
  /\b0\d{2,3}[- ]?\d{7,8}\b/g,
  /\d{17}[\dXx]/g,
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·・]?[A-Z0-9]{5,6}/g,
  /\d{1,3}\s*[-—]\s*\d{1,2}\s*[-—]\s*\d{2,4}室?/g,
  /\d{3,4}\s*(?:室|号房|户)/g,
  /(?<=单元)\s*\d{3,4}(?!\d)/g,
  /(?:我是|我叫|本人)[^，。！？,.!?\s]{1,12}[，,。.]?/g,
  /(?:电话|手机|微信|身份证)(?:号码?)?(?:是|为|[:：])?\s*(?=[，。！？,.!?]|$)/g,
];

/**
 * Proposes what neighbours read of a report: its first sentence that says something, without numbers, doors, plates
 * and names introduced by 我是. A proposal only: names in free text cannot be told for certain, a person checks.
 */
export function proposePublicTitle(text: string): string {
  const bare = personal.reduce((rest, pattern) => rest.replace(pattern, ''), text);
  const sentences = bare
    .split(/[。！？!?\n;；]+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').replace(/^[，,、：:“”"\s]+|[，,、：:“”"\s]+$/g, ''))
    .map((sentence) => sentence.replace(/[，,、]{2,}/g, '，'));
  const first = sentences.find((sentence) => Array.from(sentence).length >= 4) ?? sentences[0] ?? '';
  return shorten(first);
}

/** Cut at a comma rather than inside a clause. */
function shorten(sentence: string): string {
  const characters = Array.from(sentence);
  if (characters.length <= proposedCharacters) return sentence;
  const cut = characters.slice(0, proposedCharacters).join('');
  const comma = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf(','));
  return comma >= 8 ? cut.slice(0, comma) : cut;
}
