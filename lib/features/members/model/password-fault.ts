import { commonPasswords } from "./common-passwords.ts";

/** Whose password it would be. */
export interface PasswordOwner {
  email: string;
  name?: string | null;
}

export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;

/** Characters that must be left once everything guessable is taken away. */
const LEFT_AT_LEAST = 4;
const ROW = 3;
const KEYBOARD_ROW = 4;
const keyboardRows = [
  "qwertyuiop",
  "qwertzuiop",
  "azertyuiop",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "qazwsxedcrfv",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc",
  "!@#$%^&*()",
];

const letterFor: Readonly<Record<string, string>> = { "@": "a", "0": "o", "1": "i", "!": "i", "3": "e", $: "s", "5": "s", "7": "t" };

/**
 * Why a new password will not do, or null: too short or long, or little more than what is guessed first, namely the owner's
 * address and name, our own name, the commonest passwords, and characters in a row.
 */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  const { min, max } = PASSWORD_LENGTH;
  if (password.length < min || password.length > max) return `must be ${min} to ${max} characters`;
  const kinds = guessed(password.toLowerCase(), owner);
  if (kinds === null) return null;
  return `is too easy to guess: it is little more than ${kinds.join(" and ")}. Take a few words that belong together for you alone`;
}

/** What a text is made of, when too little is left besides; else null. */
function guessed(text: string, { email, name }: PasswordOwner): string[] | null {
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const parts = (of: string) => of.split(/[^\p{L}\p{N}]+/u);
  const lists: [string, readonly string[]][] = [
    ["your e-mail address", [email, local, ...parts(local), ...parts(domain).slice(0, -1)]],
    ["your name", [name ?? "", ...parts(name ?? "")].map((part) => part.toLowerCase())],
    ["the name RetentBase", ["retentbase", "retent"]],
    ["a very common password", commonPasswords],
  ];
  const kinds: string[] = [];
  let left = withoutRepeats(text);
  const isRepeated = left !== text;
  for (const [kind, words] of lists) {
    const rest = without(left, words);
    if (rest !== left) kinds.push(kind);
    left = rest;
  }
  const rest = withoutRows(left);
  if (rest !== left || (isRepeated && kinds.length === 0)) kinds.push("characters in a row");
  // A number at the end is a year or a counter: however long, it is one more guess.
  const count = rest.replace(/[\s\0]/g, "").replace(/\d+/g, "0").length;
  return count < LEFT_AT_LEAST && kinds.length > 0 ? kinds : null;
}

/** A text without the words, the longest first; digits and signs may stand for letters. What is taken leaves \0, so that its sides do not become neighbours. */
function without(text: string, words: readonly string[]): string {
  let left = text;
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    if (word.length < ROW) continue;
    left = left.replaceAll(word, "\0");
    for (let at = asLetters(left).indexOf(word); at >= 0; at = asLetters(left).indexOf(word)) left = `${left.slice(0, at)}\0${left.slice(at + word.length)}`;
  }
  return left;
}

const asLetters = (text: string) => text.replace(/[@0135!$7]/g, (sign) => letterFor[sign] ?? sign);

/** The unit of a text that is nothing but a unit again and again; else the text. */
function withoutRepeats(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** A text without what goes on by one step, as aaa, 321 and bcd do, and without neighbours on a keyboard. */
function withoutRows(text: string): string {
  let left = "";
  for (let at = 0; at < text.length; ) {
    const length = Math.max(stepsFrom(text, at), keysFrom(text, at));
    left += length > 0 ? "\0" : text[at];
    at += Math.max(length, 1);
  }
  return left;
}

/** Length of the run of equal steps that begins at a place; 0 for none worth the name. */
function stepsFrom(text: string, at: number): number {
  const step = text.charCodeAt(at + 1) - text.charCodeAt(at);
  if (!(Math.abs(step) <= 1)) return 0;
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end++;
  return end - at >= ROW ? end - at : 0;
}

function keysFrom(text: string, at: number): number {
  for (let length = Math.min(text.length - at, 20); length >= KEYBOARD_ROW; length--) {
    const part = text.slice(at, at + length);
    const backwards = [...part].reverse().join("");
    if (keyboardRows.some((row) => row.includes(part) || row.includes(backwards))) return length;
  }
  return 0;
}
