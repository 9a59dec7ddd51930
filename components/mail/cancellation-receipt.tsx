import { Section, Text } from "@react-email/components";
import type { MailOf } from "#lib/features/mails/model/mail.ts";
import type { ReceiptLetter } from "#lib/hosted/receipt-letter.ts";
import { Letter, Paragraph } from "./letter.tsx";

const FACT = { margin: "0 0 8px", fontSize: "16px", lineHeight: "24px", whiteSpace: "pre-wrap" } as const;

/** What a customer keeps of a cancellation: a durable copy of the receipt, in the language of the pages. */
export function CancellationReceipt({ mail, letter }: { mail: MailOf<"cancellation_receipt">; letter: ReceiptLetter }) {
  return (
    <Letter preview={letter.lead} why={`${mail.merchant} · ${mail.reference}`} language={mail.locale} direction={letter.direction}>
      {letter.warning === null ? null : <Paragraph>{letter.warning}</Paragraph>}
      <Paragraph>{letter.lead}</Paragraph>
      <Section>
        {letter.facts.map(([label, value]) => (
          <Text key={label} style={FACT}>
            {label}: {value}
          </Text>
        ))}
      </Section>
    </Letter>
  );
}
