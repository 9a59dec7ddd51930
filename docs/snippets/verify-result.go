// Verifies a result token of RetentBase's hosted flow with your Signing Secret (HS256). Go 1.18 or later, nothing to install.
// SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"
)

const skewSeconds = 60

// ErrRefused says that you must not act on the token.
var ErrRefused = errors.New("result token refused")

// Expected is what a token must say to be yours.
type Expected struct {
	Secrets      []string // your Signing Secrets (rbs_…) of this environment, two while one is being replaced
	WorkspaceKey string   // wk_…
	Issuer       string   // where the cancellation pages are, such as https://cancel.example.com
	Audience     string   // origin of your return URL, such as https://app.example.com
	Environment  string   // "prod" or "sandbox"
	Now          int64    // seconds since 1970; 0: the clock's
}

// Claims is what a token says. Act on each JTI once.
type Claims struct {
	Iss       string  `json:"iss"`
	Aud       string  `json:"aud"`
	WK        string  `json:"wk"`
	Sub       *string `json:"sub"`
	SID       string  `json:"sid"`
	JTI       *string `json:"jti"`
	Iat       *int64  `json:"iat"`
	Exp       *int64  `json:"exp"`
	Purpose   string  `json:"purpose"`
	Env       string  `json:"env"`
	Outcome   string  `json:"outcome"`
	ReasonKey *string `json:"reason_key"`
	Offer     struct {
		Type     string  `json:"type"`
		Accepted bool    `json:"accepted"`
		Label    *string `json:"label"`
	} `json:"offer"`
	Ver int `json:"ver"`
}

// VerifyResult gives the claims of a token, or ErrRefused.
func VerifyResult(token string, expected Expected) (*Claims, error) {
	now := expected.Now
	if now == 0 {
		now = time.Now().Unix()
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 || len(token) > 8192 {
		return nil, ErrRefused
	}
	given, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, ErrRefused
	}
	// The algorithm is ours: HMAC with SHA-256, whatever the token says.
	signed := false
	for _, secret := range expected.Secrets {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(parts[0] + "." + parts[1]))
		signed = hmac.Equal(mac.Sum(nil), given) || signed
	}
	if !signed {
		return nil, ErrRefused
	}

	var header struct {
		Alg  string          `json:"alg"`
		Typ  string          `json:"typ"`
		Crit json.RawMessage `json:"crit"`
	}
	var claims Claims
	if decode(parts[0], &header) != nil || decode(parts[1], &claims) != nil {
		return nil, ErrRefused
	}
	holds := header.Alg == "HS256" && header.Typ == "JWT" && header.Crit == nil &&
		claims.Ver == 1 && claims.Purpose == "cancel_result" &&
		claims.WK == expected.WorkspaceKey && claims.Env == expected.Environment &&
		claims.Iss == expected.Issuer && claims.Aud == expected.Audience &&
		claims.Exp != nil && now < *claims.Exp+skewSeconds &&
		claims.Iat != nil && *claims.Iat <= now+skewSeconds &&
		claims.JTI != nil && claims.Sub != nil &&
		(claims.Outcome == "churned" || claims.Outcome == "recovered")
	if !holds {
		return nil, ErrRefused
	}
	return &claims, nil
}

func decode(part string, into any) error {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// Try it against the published vectors: go run verify-result.go --vectors < result-token-vectors.json
func main() {
	if len(os.Args) != 2 || os.Args[1] != "--vectors" {
		return
	}
	type vector struct{ Name, Token string }
	var vectors struct {
		Now            int64
		Expect         struct{ Iss, Aud, WK, Env string }
		SigningSecrets []struct{ Secret string }
		Accept, Refuse []vector
	}
	if err := json.NewDecoder(os.Stdin).Decode(&vectors); err != nil {
		panic(err)
	}
	expected := Expected{
		WorkspaceKey: vectors.Expect.WK, Issuer: vectors.Expect.Iss, Audience: vectors.Expect.Aud,
		Environment: vectors.Expect.Env, Now: vectors.Now,
	}
	for _, entry := range vectors.SigningSecrets {
		expected.Secrets = append(expected.Secrets, entry.Secret)
	}
	accepted := []string{}
	for _, vector := range append(vectors.Accept, vectors.Refuse...) {
		if _, err := VerifyResult(vector.Token, expected); err == nil {
			accepted = append(accepted, vector.Name)
		}
	}
	json.NewEncoder(os.Stdout).Encode(accepted)
}
