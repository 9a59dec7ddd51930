import Link from "next/link";

interface Props {
  environment: "prod" | "sandbox";
  /** The page without its query. */
  path: string;
}

export function EnvironmentSwitch({ environment, path }: Props) {
  const current = (of: Props["environment"]) => (of === environment ? "page" : undefined);
  return (
    <nav className="switch" aria-label="Environment">
      <Link href={path} aria-current={current("prod")}>
        Prod
      </Link>
      <Link href={`${path}?env=sandbox`} aria-current={current("sandbox")}>
        Sandbox
      </Link>
    </nav>
  );
}
