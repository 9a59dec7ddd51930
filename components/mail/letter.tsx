import { Body, Button, Container, Head, Html, Link, Preview, Text } from "@react-email/components";
import type { ReactNode } from "react";

// Neither text nor ground has a colour of ours, so that every mail program's own light and dark hold; only the button brings both.
const FONT = { fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif' };
const TEXT = { ...FONT, fontSize: "16px", lineHeight: "24px", margin: "0 0 16px" };
const SMALL = { ...FONT, fontSize: "13px", lineHeight: "20px", margin: "24px 0 0", opacity: 0.75 };
const BUTTON = { ...FONT, fontSize: "16px", lineHeight: "20px", padding: "12px 20px", borderRadius: "8px", backgroundColor: "#0b6b72", color: "#ffffff" };
const LINK = { color: "inherit", textDecoration: "underline", wordBreak: "break-all" } as const;

interface Props {
  /** What an inbox shows behind the subject. */
  preview: string;
  children: ReactNode;
  /** Why it was sent, and what to do when it was not expected. */
  why: string;
  /** BCP 47; English where it is left out. */
  language?: string;
  direction?: "ltr" | "rtl";
}

/** The sheet of every mail: plain, no images, nothing loaded, nothing counted. */
export function Letter({ preview, children, why, language = "en", direction = "ltr" }: Props) {
  return (
    <Html lang={language} dir={direction}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: "0", padding: "24px 16px" }}>
        <Container style={{ maxWidth: "560px" }}>
          {children}
          <Text style={SMALL}>{why}</Text>
          <Text style={{ ...SMALL, margin: "8px 0 0" }}>RetentBase</Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={TEXT}>{children}</Text>;
}

/** The one thing to do, as a button and as an address to copy. */
export function Action({ url, label }: { url: string; label: string }) {
  return (
    <>
      <Text style={TEXT}>
        <Button href={url} style={BUTTON}>
          {label}
        </Button>
      </Text>
      <Text style={{ ...SMALL, margin: "0 0 16px" }} data-skip-in-text={true}>
        If the button does not work, open this address:{" "}
        <Link href={url} style={LINK}>
          {url}
        </Link>
      </Text>
    </>
  );
}

export function PlainLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    <Link href={url} style={LINK}>
      {children}
    </Link>
  );
}
