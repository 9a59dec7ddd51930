// Which way the imports run. docs/decisions/ says why; each rule's comment says what to do instead.
const TEST = "\\.test\\.tsx?$";
const FEATURE = "^lib/features/([^/]+)/";
const vendor = (names) => `(^|/)node_modules/(${names})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

// Lowest first: a feature imports itself and what stands before it.
const FEATURES = [
  "audit",
  "jobs",
  "mails",
  "outbox",
  "day-marks",
  "workspaces",
  "plans",
  "rate-limits",
  "members",
  "api-keys",
  "signing-secrets",
  "billing",
  "reasons",
  "offers",
  "onboarding",
  "flows",
  "cancellations",
  "cancel-sessions",
  "webhooks",
  "analytics",
  "issues",
  "experiments",
  "reports",
  "health",
];

const tiers = FEATURES.map((feature, position) =>
  rule(
    `tier-of-${feature}`,
    `${feature} may use only features that stand before it in FEATURES; move what both need downwards`,
    { path: `^lib/features/${feature}/`, pathNot: TEST },
    { path: "^lib/features/", pathNot: `^lib/features/(${FEATURES.slice(0, position + 1).join("|")})/` },
  ),
);

module.exports = {
  forbidden: [
    rule("no-cycles", "two files that need each other are one file, or lack a third below them", {}, { circular: true }),
    rule("resolvable", "the import leads nowhere", {}, { couldNotResolve: true }),
    // The benches have a package.json of their own, but the peer among them is made with the product's own packages.
    rule(
      "declared",
      "package.json must name every package that we import",
      { pathNot: "^bench/peers/app-router/" },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    rule(
      "no-dev-packages-in-product",
      "production installs have no devDependencies",
      { path: "^(app|components|server|lib/(?!testing/))", pathNot: TEST },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),

    rule(
      "core-is-the-bottom",
      "lib/core knows nobody of ours",
      { path: "^lib/core/", pathNot: TEST },
      { path: "^(app|components|server|scripts|e2e|bench|generated|lib/(?!core/))" },
    ),
    rule(
      "core-is-plain",
      "lib/core is TypeScript without vendors",
      { path: "^lib/core/", pathNot: TEST },
      { path: vendor("next|next-auth|react|react-dom|@prisma|pg|stripe|pino") },
    ),
    rule(
      "platform-knows-no-product",
      "lib/platform wraps one outside thing a file and stands on lib/core alone",
      { path: "^lib/platform/", pathNot: TEST },
      { path: "^(app|components|server|scripts|e2e|bench|lib/(features|http|jobs|testing)/)" },
    ),
    rule(
      "one-place-for-the-database",
      "reach the database through lib/platform",
      { path: "^(app|components|server|lib/(features|http|jobs|core)/)", pathNot: TEST },
      { path: `^generated/prisma|${vendor("pg|pg-boss|@prisma")}` },
    ),
    rule(
      "one-place-for-mail",
      "queue mails with lib/features/mails/queue.ts; lib/platform/mailer.ts alone talks to mail servers",
      { path: "^(app|components|server|scripts|lib/(features|http|jobs|core)/)", pathNot: TEST },
      { path: vendor("nodemailer") },
    ),
    rule(
      "mail-templates-are-bundled",
      "templates are TSX: Node reads them from generated/mail.js (scripts/mail-bundle.ts), for the one job that sends",
      { pathNot: `${TEST}|^components/mail/|^lib/jobs/send-mail\\.ts$` },
      { path: `^(components/mail/|generated/mail)|${vendor("@react-email")}` },
    ),

    rule(
      "features-know-no-delivery",
      "a verb neither knows HTTP nor pages; throw a DomainError, return a DTO",
      { path: "^lib/features/", pathNot: TEST },
      { path: "^(app|components|server|scripts|e2e|bench|lib/(http|jobs|testing)/)" },
    ),
    rule(
      "features-know-no-framework",
      "features run in plain Node",
      { path: "^lib/features/", pathNot: TEST },
      { path: vendor("next|next-auth|react|react-dom") },
    ),
    rule(
      "models-run-anywhere",
      "model/ goes to the browser too: other model/ and lib/core only",
      { path: "^lib/features/[^/]+/model/", pathNot: TEST },
      { path: "^(lib|generated)/", pathNot: "^lib/(core/|features/[^/]+/model/)" },
    ),
    rule("models-have-no-node", "model/ goes to the browser too", { path: "^lib/features/[^/]+/model/", pathNot: TEST }, { dependencyTypes: ["core"] }),
    rule("internal-from-outside", "internal/ belongs to its feature alone; call a verb", { pathNot: FEATURE }, { path: "^lib/features/[^/]+/internal/" }),
    rule(
      "internal-of-another-feature",
      "internal/ belongs to its feature alone; call a verb",
      { path: FEATURE },
      { path: "^lib/features/[^/]+/internal/", pathNot: "^lib/features/$1/" },
    ),
    rule(
      "features-are-listed",
      "a new feature takes its place in FEATURES of this file first",
      {},
      { path: "^lib/features/", pathNot: `^lib/features/(${FEATURES.join("|")})/` },
    ),
    ...tiers,

    rule(
      "hosted-pages-draw",
      "hosted pages are text made of plain views: their own kind, feature models and lib/core; they run in the browser's preview too",
      { path: "^lib/hosted/", pathNot: TEST },
      { path: "^(app|components|server|scripts|e2e|bench|prisma|generated|lib)/", pathNot: "^lib/(core/|hosted/|features/[^/]+/model/)" },
    ),
    rule(
      "hosted-pages-are-for-the-doors",
      "features know nothing of pages",
      { path: "^lib/(features|platform|core)/", pathNot: TEST },
      { path: "^lib/hosted/" },
    ),

    rule(
      "doors-look-down",
      "lib/http and lib/jobs serve app and server and never know them",
      { path: "^lib/(http|jobs)/", pathNot: TEST },
      { path: "^(app|components|server|scripts|e2e|bench|lib/testing/)" },
    ),
    rule(
      "doors-stand-apart",
      "what both doors need belongs in a feature or in lib/platform",
      { path: "^lib/(http|jobs)/", pathNot: TEST },
      { path: "^lib/(http|jobs)/", pathNot: "^lib/$1/" },
    ),
    rule(
      "server-has-no-pages",
      "the server hands everything but its operations to Next",
      { path: "^server/", pathNot: TEST },
      { path: "^(app|components|scripts|e2e|bench|lib/testing)/" },
    ),
    rule(
      "server-is-strippable",
      "Node strips types but cannot read TSX; nothing that the server reaches may be TSX",
      { path: "^server/main\\.ts$" },
      { path: "\\.tsx$", reachable: true },
    ),
    rule(
      "scripts-are-strippable",
      "Node strips types but cannot read TSX; nothing that a script reaches may be TSX",
      { path: "^(scripts|bench)/.*\\.ts$" },
      { path: "\\.tsx$", reachable: true },
    ),

    rule(
      "components-draw",
      "components take plain props: own kind, feature models and lib/core",
      { path: "^components/", pathNot: TEST },
      { path: "^(app|server|scripts|e2e|bench|prisma|generated|lib)/", pathNot: "^lib/(core/|hosted/|features/[^/]+/model/)" },
    ),
    rule(
      "ui-kit-is-general",
      "components/ui and components/charts know no word of the domain",
      { path: "^components/(ui|charts)/" },
      { path: "^(components/(?!(ui|charts)/)|lib/)" },
    ),
    rule(
      "app-decides-nothing",
      "a page or route calls verbs and lib/http; outside things belong to lib/platform",
      { path: "^app/", pathNot: TEST },
      { path: `^(lib/(platform|testing|jobs)/|server/|scripts/|e2e/|bench/|prisma/)|${vendor("stripe|pino")}` },
    ),
    rule(
      "routes-stand-alone",
      "share through lib or components, not through another URL's file",
      { path: "^app/", pathNot: TEST },
      { path: ["^app/.*/(route|page|layout)\\.tsx?$", "^app/(route|page|layout)\\.tsx?$"] },
    ),

    rule(
      "testing-stays-outside",
      "lib/testing is for tests and benches",
      { pathNot: `${TEST}|^(e2e|bench|prisma/seed|lib/testing)/` },
      { path: "^lib/testing/" },
    ),
    rule(
      "scripts-are-commands",
      "only commands and tests use scripts/; what the product needs belongs in lib",
      { pathNot: `${TEST}|^(scripts|e2e|bench|lib/testing)/|^playwright\\.config\\.ts$` },
      { path: "^scripts/" },
    ),
    rule(
      "scripts-call-verbs",
      "scripts stand on lib; the server is started as a process",
      { path: "^scripts/", pathNot: TEST },
      { path: "^(app|components|server|e2e|bench|lib/testing)/" },
    ),
    rule(
      "outside-looks-through-testing",
      "e2e, benches and seeds reach the product through lib/testing or over HTTP",
      { path: "^(e2e|bench|prisma)/" },
      { path: "^(app|components|server|generated|lib/(http|jobs|features|platform))/" },
    ),
    rule("e2e-and-bench-are-the-end", "nobody imports e2e or bench", { pathNot: "^(e2e|bench)/" }, { path: "^(e2e|bench)/", pathNot: "^e2e/stripe/" }),
    rule(
      "local-stripe-is-for-trying",
      "production never loads the local Stripe; the demo starts it as a process, tests import it",
      { pathNot: `${TEST}|^(e2e|bench|lib/testing)/|^scripts/demo[^/]*\\.ts$` },
      { path: "^e2e/stripe/" },
    ),
    rule(
      "local-stripe-stands-alone",
      "the local Stripe is Stripe to everybody: it knows nothing of ours",
      { path: "^e2e/stripe/" },
      { path: "^(app|components|lib|server|scripts|prisma|generated|bench|e2e/(?!stripe/))" },
    ),
  ],
  options: {
    // `exclude` would hide the packages from the rules above.
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|bench/peers/app-router/\\.next|generated/prisma/.+/)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], mainFields: ["module", "main", "types"] },
  },
};
