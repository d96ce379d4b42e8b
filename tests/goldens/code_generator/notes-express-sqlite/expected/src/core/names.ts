/** Members of JSON objects that are named twice: readers keep the last of them, and tell nobody. */

/** Tell whether an object names a member twice; the text is known to be JSON. */
export function namesTwice(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = endOfText(text, at);
      if (isName && !isNew(open.at(-1), text.slice(at, end + 1))) {
        return true;
      }
      isName = false;
      at = end;
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : null);
      isName = char === '{';
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === ',') {
      isName = true;
    }
  }
  return false;
}

function isNew(names: Set<string> | null | undefined, quoted: string): boolean {
  if (!names) {
    return true;
  }
  const before = names.size;
  return names.add(String(JSON.parse(quoted))).size > before;
}

/** Return where the text ends that begins here. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text.charAt(at) !== '"') {
    at += text.charAt(at) === '\\' ? 2 : 1;
  }
  return at;
}
