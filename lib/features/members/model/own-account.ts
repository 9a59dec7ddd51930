/** Other ways to sign in. */
export type SignInProvider = "google" | "github";

/** An account as its owner sees it. */
export interface OwnAccount {
  email: string;
  name: string | null;
  hasPassword: boolean;
  /** Which providers the account is linked with. */
  providers: SignInProvider[];
}
