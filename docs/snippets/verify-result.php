<?php
// Verifies a result token of RetentBase's hosted flow with your Signing Secret (HS256). PHP 8.0 or later, nothing to install.
// SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
declare(strict_types=1);

const RESULT_SKEW_SECONDS = 60;

/**
 * The claims of a token; act on each jti once. Throws UnexpectedValueException when you must not act on it.
 *
 * @param string[] $secrets your Signing Secrets (rbs_…) of this environment, two while one is being replaced
 * @param string $workspaceKey wk_…
 * @param string $issuer where the cancellation pages are, such as https://cancel.example.com
 * @param string $audience origin of your return URL, such as https://app.example.com
 * @param string $environment "prod" or "sandbox"
 */
function verify_result(
    string $token,
    array $secrets,
    string $workspaceKey,
    string $issuer,
    string $audience,
    string $environment,
    ?int $now = null
): array {
    $now ??= time();
    $demand = function (bool $holds, string $what): void {
        if (!$holds) {
            throw new UnexpectedValueException("Result token refused: $what.");
        }
    };
    $decode = fn (string $text): string => base64_decode(strtr($text, '-_', '+/'));

    $isToken = preg_match('/\A([\w-]+)\.([\w-]+)\.([\w-]+)\z/', $token, $parts) === 1;
    $demand($isToken && strlen($token) <= 8192, 'not a token');
    [, $head, $body, $signature] = $parts;

    // The algorithm is ours: HMAC with SHA-256, whatever the token says.
    $isSigned = false;
    foreach ($secrets as $secret) {
        $isSigned = hash_equals(hash_hmac('sha256', "$head.$body", $secret, true), $decode($signature)) || $isSigned;
    }
    $demand($isSigned, 'signature');

    $header = json_decode($decode($head), true);
    $claims = json_decode($decode($body), true);
    $demand(is_array($header) && is_array($claims), 'not a token');
    $demand(($header['alg'] ?? null) === 'HS256' && ($header['typ'] ?? null) === 'JWT', 'header');
    $demand(!array_key_exists('crit', $header), 'header');
    $demand(($claims['ver'] ?? null) === 1 && ($claims['purpose'] ?? null) === 'cancel_result', 'purpose');
    $demand(($claims['wk'] ?? null) === $workspaceKey && ($claims['env'] ?? null) === $environment, 'workspace or environment');
    $demand(($claims['iss'] ?? null) === $issuer && ($claims['aud'] ?? null) === $audience, 'issuer or audience');
    $demand(is_int($claims['exp'] ?? null) && $now < $claims['exp'] + RESULT_SKEW_SECONDS, 'expired');
    $demand(is_int($claims['iat'] ?? null) && $claims['iat'] <= $now + RESULT_SKEW_SECONDS, 'issued in the future');
    $demand(is_string($claims['jti'] ?? null) && is_string($claims['sub'] ?? null), 'claims');
    $demand(in_array($claims['outcome'] ?? null, ['churned', 'recovered'], true), 'outcome');
    return $claims;
}

// Try it against the published vectors: php verify-result.php --vectors < result-token-vectors.json
if (PHP_SAPI === 'cli' && array_slice($argv, 1) === ['--vectors']) {
    $vectors = json_decode(stream_get_contents(STDIN), true);
    $expected = $vectors['expect'];
    $accepted = [];
    foreach (array_merge($vectors['accept'], $vectors['refuse']) as $vector) {
        try {
            verify_result(
                $vector['token'],
                array_column($vectors['signingSecrets'], 'secret'),
                $expected['wk'],
                $expected['iss'],
                $expected['aud'],
                $expected['env'],
                $vectors['now']
            );
            $accepted[] = $vector['name'];
        } catch (UnexpectedValueException) {
        }
    }
    echo json_encode($accepted), "\n";
}
