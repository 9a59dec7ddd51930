# Verifies a result token of RetentBase's hosted flow with your Signing Secret (HS256). Ruby 3.0 or later, nothing to install.
# SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
require "json"
require "openssl"

class ResultRefused < StandardError; end

SKEW_SECONDS = 60

# The claims of a token; act on each "jti" once. Raises ResultRefused when you must not act on it.
#
# secrets: your Signing Secrets (rbs_…) of this environment, two while one is being replaced
# workspace_key: wk_…; issuer: where the cancellation pages are, such as https://cancel.example.com
# audience: origin of your return URL, such as https://app.example.com; environment: "prod" or "sandbox"
def verify_result(token, secrets:, workspace_key:, issuer:, audience:, environment:, now: Time.now.to_f)
  demand = ->(holds, what) { raise ResultRefused, what unless holds }
  parts = /\A([\w-]+)\.([\w-]+)\.([\w-]+)\z/.match(token)
  demand.(!parts.nil? && token.bytesize <= 8192, "not a token")
  head, body, signature = parts.captures
  begin
    given = decode_part(signature)
    # The algorithm is ours: HMAC with SHA-256, whatever the token says.
    signed = secrets.any? do |secret|
      ours = OpenSSL::HMAC.digest("SHA256", secret, "#{head}.#{body}")
      given.bytesize == ours.bytesize && OpenSSL.fixed_length_secure_compare(given, ours)
    end
    demand.(signed, "signature")
    header = JSON.parse(decode_part(head).force_encoding("UTF-8"))
    claims = JSON.parse(decode_part(body).force_encoding("UTF-8"))
  rescue ArgumentError, JSON::ParserError
    raise ResultRefused, "not a token"
  end

  demand.(header.is_a?(Hash) && claims.is_a?(Hash), "not a token")
  demand.(header["alg"] == "HS256" && header["typ"] == "JWT" && !header.key?("crit"), "header")
  demand.(claims["ver"] == 1 && claims["purpose"] == "cancel_result", "purpose")
  demand.(claims["wk"] == workspace_key && claims["env"] == environment, "workspace or environment")
  demand.(claims["iss"] == issuer && claims["aud"] == audience, "issuer or audience")
  demand.(claims["exp"].is_a?(Integer) && now < claims["exp"] + SKEW_SECONDS, "expired")
  demand.(claims["iat"].is_a?(Integer) && claims["iat"] <= now + SKEW_SECONDS, "issued in the future")
  demand.(claims["jti"].is_a?(String) && claims["sub"].is_a?(String), "claims")
  demand.(%w[churned recovered].include?(claims["outcome"]), "outcome")
  claims
end

def decode_part(text)
  (text.tr("-_", "+/") + "=" * (-text.length % 4)).unpack1("m0")
end

# Try it against the published vectors: ruby verify-result.rb --vectors < result-token-vectors.json
if ARGV == ["--vectors"]
  vectors = JSON.parse($stdin.read.force_encoding("UTF-8"))
  expected = vectors["expect"]
  accepted = (vectors["accept"] + vectors["refuse"]).select do |vector|
    verify_result(
      vector["token"],
      secrets: vectors["signingSecrets"].map { |entry| entry["secret"] },
      workspace_key: expected["wk"],
      issuer: expected["iss"],
      audience: expected["aud"],
      environment: expected["env"],
      now: vectors["now"]
    )
  rescue ResultRefused
    false
  end
  puts JSON.generate(accepted.map { |vector| vector["name"] })
end
