import type { Provider } from "next-auth/providers/index";
import { env } from "#lib/platform/env.ts";

/** What our own mapping below makes of a provider's answer. */
export interface ProviderUser {
  /** The provider's own id for the person. */
  id: string;
  email: string | null;
  name: string | null;
  isEmailVerified: boolean;
}

const providers = {
  google: { name: "Google", origin: "https://accounts.google.com", client: () => env().GOOGLE },
  github: { name: "GitHub", origin: "https://github.com", client: () => env().GITHUB },
} as const;

type ProviderId = keyof typeof providers;

/** The providers that are set up, in the order of their buttons. */
export function configuredProviders(): { id: ProviderId; name: string; origin: string }[] {
  const ids = Object.keys(providers) as ProviderId[];
  return ids.filter((id) => providers[id].client() !== null).map((id) => ({ id, name: providers[id].name, origin: providers[id].origin }));
}

/** Where people are led to sign in. */
export function providerOrigins(): string[] {
  return configuredProviders().map(({ origin }) => origin);
}

/** The origin of one provider that is set up, or null. */
export function providerOrigin(id: string | undefined): string | null {
  return configuredProviders().find((provider) => provider.id === id)?.origin ?? null;
}

/** The same as next-auth wants it. Endpoints are written out: none is looked up before somebody can sign in. */
export function oauthProviders(): Provider[] {
  const { GOOGLE, GITHUB } = env();
  return [
    ...(GOOGLE === null ? [] : [{ ...googleProvider, ...GOOGLE, options: GOOGLE }]),
    ...(GITHUB === null ? [] : [{ ...githubProvider, ...GITHUB, options: GITHUB }]),
  ] as Provider[];
}

interface GoogleClaims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

const googleProvider = {
  id: "google",
  name: "Google",
  type: "oauth",
  issuer: "https://accounts.google.com",
  authorization: { url: "https://accounts.google.com/o/oauth2/v2/auth", params: { scope: "openid email profile" } },
  token: "https://oauth2.googleapis.com/token",
  jwks_endpoint: "https://www.googleapis.com/oauth2/v3/certs",
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  profile: (claims: GoogleClaims): ProviderUser => ({
    id: claims.sub,
    email: claims.email ?? null,
    name: claims.name ?? null,
    isEmailVerified: claims.email_verified === true,
  }),
};

interface GitHubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
}

interface GitHubProfile {
  id: number;
  name?: string | null;
  login?: string;
  emails: GitHubEmail[];
}

const githubProvider = {
  id: "github",
  name: "GitHub",
  type: "oauth",
  authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
  token: "https://github.com/login/oauth/access_token",
  userinfo: {
    url: "https://api.github.com/user",
    async request({ tokens }: { tokens: { access_token?: string } }): Promise<GitHubProfile> {
      const get = async <T>(path: string): Promise<T> => {
        const answer = await fetch(`https://api.github.com${path}`, {
          headers: { Authorization: `Bearer ${tokens.access_token}`, "User-Agent": "RetentBase", Accept: "application/vnd.github+json" },
          signal: AbortSignal.timeout(5_000),
        });
        if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
        return (await answer.json()) as T;
      };
      const [profile, emails] = await Promise.all([get<Omit<GitHubProfile, "emails">>("/user"), get<GitHubEmail[]>("/user/emails")]);
      return { ...profile, emails };
    },
  },
  checks: ["pkce", "state"],
  /** The address of a profile is what its owner wrote there; only the list of addresses says which are confirmed. */
  profile({ id, name, login, emails }: GitHubProfile): ProviderUser {
    const primary = emails.find((entry) => entry.primary);
    return { id: String(id), email: primary?.email ?? null, name: name ?? login ?? null, isEmailVerified: primary?.verified === true };
  },
};
