import { describe, expect, it } from "vitest";
import { commonPasswords } from "./common-passwords.ts";
import { passwordFault } from "./password-fault.ts";

const ada = { email: "ada.lovelace@analytical.example", name: "Ada Lovelace" };
const fault = (password: string) => passwordFault(password, ada);

describe("a new password", () => {
  it.each([
    "correct horse battery",
    "a better password",
    "another password",
    "somebody else's guess",
    "xK4-9tQ_z2",
    "ada and the four winds",
    "retentbase needs tulips",
    "sommerregen im harz",
    "Пять синих лошадей",
    "correct horse correct horse",
  ])("may be %s", (password) => expect(fault(password)).toBeNull());

  it.each(["", "nine char", "x".repeat(201)])("has a length", (password) => expect(fault(password)).toBe("must be 10 to 200 characters"));

  it.each([
    ["password12345", "a very common password"],
    ["password45678", "a very common password and characters in a row"],
    ["Password123!", "a very common password"],
    ["P@ssw0rd2024", "a very common password"],
    ["qwertyuiop", "a very common password"],
    ["iloveyou2021", "a very common password"],
    ["letmeinletmein", "a very common password"],
    ["aaaaaaaaaaaa", "characters in a row"],
    ["1234567890", "a very common password"],
    ["0987654321", "a very common password"],
    ["abcdefghijkl", "characters in a row"],
    ["zyxwvutsrqpo", "characters in a row"],
    ["xyzxyzxyzxyz", "characters in a row"],
    ["asdfghjkl;'", "characters in a row"],
    ["!@#$%^&*()", "characters in a row"],
    ["          ", "characters in a row"],
    ["ada.lovelace@analytical.example", "your e-mail address"],
    [" Ada.Lovelace@Analytical.Example ", "your e-mail address"],
    ["lovelace1815", "your e-mail address"],
    ["analytical99", "your e-mail address"],
    ["adaadaada123", "your e-mail address and characters in a row"],
    ["RetentBase1!", "the name RetentBase"],
    ["retentbase.", "the name RetentBase"],
    ["retentbase password", "the name RetentBase and a very common password"],
  ])("is not %s, and hears why", (password, kinds) => {
    expect(fault(password)).toBe(`is too easy to guess: it is little more than ${kinds}. Take a few words that belong together for you alone`);
  });

  it("is not somebody's name, which the address need not hold", () => {
    const grace = { email: "g@navy.example", name: "Grace Hopper" };
    expect(passwordFault("gracehopper1", grace)).toContain("little more than your name.");
    expect(passwordFault("gracehopper1", { ...grace, name: null })).toBeNull();
  });

  it("is judged as fast when it is long and made to be slow", () => {
    const start = performance.now();
    for (const unit of ["ab", "password", "aab", "(a+)+"]) passwordFault(unit.repeat(200).slice(0, 200), ada);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

it("the list of common passwords is in lower case, and has none twice", () => {
  expect(new Set(commonPasswords).size).toBe(commonPasswords.length);
  expect(commonPasswords.length).toBeGreaterThan(200);
  for (const entry of commonPasswords) expect(entry).toBe(entry.toLowerCase());
});
