import type { texts as english } from "./languages/en.ts";

/** A text by number, one for each plural form of the language. */
export type Plural = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/** All that a language says: the keys are those of English, so that a missing one does not compile. */
export type Texts = { readonly [Key in keyof typeof english]: (typeof english)[Key] extends string ? string : Plural };

type English = typeof english;

/** Names in braces within a text. */
type HolesOf<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | HolesOf<Rest> : never;

export type TextKey = { [Key in keyof English]: English[Key] extends string ? Key : never }[keyof English];
export type PluralKey = Exclude<keyof English, TextKey>;
/** Texts without a hole. */
export type PlainKey = { [Key in TextKey]: HolesOf<English[Key]> extends never ? Key : never }[TextKey];
export type FilledKey = Exclude<TextKey, PlainKey>;
export type HolesOfText<Key extends FilledKey> = HolesOf<English[Key]>;
export type HolesOfPlural<Key extends PluralKey> = Exclude<HolesOf<English[Key][keyof English[Key]]>, "count">;
