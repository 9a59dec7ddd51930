# Verifies a result token of RetentBase's hosted flow with your Signing Secret (HS256). Python 3.8 or later, nothing to install.
# SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
import base64
import hashlib
import hmac
import json
import re
import sys
import time

SKEW_SECONDS = 60


class ResultRefused(Exception):
    """Do not act on the token."""


def verify_result(token, *, secrets, workspace_key, issuer, audience, environment, now=None):
    """The claims of a token; act on each `jti` once. Raises ResultRefused.

    secrets: your Signing Secrets (rbs_…) of this environment, two while one is being replaced
    workspace_key: wk_…; issuer: where the cancellation pages are, such as https://cancel.example.com
    audience: origin of your return URL, such as https://app.example.com; environment: "prod" or "sandbox"
    """
    now = time.time() if now is None else now

    def demand(holds, what):
        if not holds:
            raise ResultRefused(what)

    parts = re.fullmatch(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", token)
    demand(parts is not None and len(token) <= 8192, "not a token")
    head, body, signature = parts.groups()
    try:
        given = _decode(signature)
        # The algorithm is ours: HMAC with SHA-256, whatever the token says.
        signed = [
            hmac.compare_digest(hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest(), given)
            for secret in secrets
        ]
        demand(any(signed), "signature")
        header, claims = json.loads(_decode(head)), json.loads(_decode(body))
    except ValueError as error:
        raise ResultRefused("not a token") from error

    demand(isinstance(header, dict) and isinstance(claims, dict), "not a token")
    demand(header.get("alg") == "HS256" and header.get("typ") == "JWT" and "crit" not in header, "header")
    demand(claims.get("ver") == 1 and claims.get("purpose") == "cancel_result", "purpose")
    demand(claims.get("wk") == workspace_key and claims.get("env") == environment, "workspace or environment")
    demand(claims.get("iss") == issuer and claims.get("aud") == audience, "issuer or audience")
    demand(type(claims.get("exp")) is int and now < claims["exp"] + SKEW_SECONDS, "expired")
    demand(type(claims.get("iat")) is int and claims["iat"] <= now + SKEW_SECONDS, "issued in the future")
    demand(isinstance(claims.get("jti"), str) and isinstance(claims.get("sub"), str), "claims")
    demand(claims.get("outcome") in ("churned", "recovered"), "outcome")
    return claims


def _decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# Try it against the published vectors: python3 verify-result.py --vectors < result-token-vectors.json
if __name__ == "__main__" and sys.argv[1:] == ["--vectors"]:
    vectors = json.load(sys.stdin)
    expected = vectors["expect"]
    accepted = []
    for vector in vectors["accept"] + vectors["refuse"]:
        try:
            verify_result(
                vector["token"],
                secrets=[entry["secret"] for entry in vectors["signingSecrets"]],
                workspace_key=expected["wk"],
                issuer=expected["iss"],
                audience=expected["aud"],
                environment=expected["env"],
                now=vectors["now"],
            )
            accepted.append(vector["name"])
        except ResultRefused:
            pass
    print(json.dumps(accepted))
