import { Download, Pencil, Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { LONG_NAME, Part, Row } from "./part.tsx";

const variants = ["primary", "secondary", "ghost", "danger"] as const;

export function ActionsPart() {
  return (
    <Part title="Actions">
      <Row label="Variants">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant[0]?.toUpperCase()}
            {variant.slice(1)}
          </Button>
        ))}
      </Row>
      <Row label="Pending">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} pending>
            Save changes
          </Button>
        ))}
      </Row>
      <Row label="Disabled">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} disabled>
            Save changes
          </Button>
        ))}
      </Row>
      <Row label="Sizes, icons, links">
        <Button size="small">Small</Button>
        <Button>
          <Plus aria-hidden="true" />
          Medium
        </Button>
        <Button size="large" variant="primary">
          Large
        </Button>
        <ButtonLink href="#content">A link</ButtonLink>
        <ButtonLink href="#content" variant="primary">
          <Download aria-hidden="true" />
          CSV
        </ButtonLink>
        <IconButton label="Edit" icon={<Pencil aria-hidden="true" />} />
        <IconButton label="Delete" icon={<Trash2 aria-hidden="true" />} variant="secondary" />
        <CopyButton value="https://app.example.com/dashboard" label="Copy link" />
        <CopyButton value="https://app.example.com/dashboard" label="Copy link as sign" iconOnly variant="ghost" />
        <form action="/kitchen-sink">
          <SubmitButton>Send a form</SubmitButton>
        </form>
        <Kbd>⌘K</Kbd>
        <Kbd>J</Kbd>
      </Row>
      <Row label="Too long for its place">
        <Button className="max-w-full">
          <span className="truncate">{LONG_NAME}</span>
        </Button>
      </Row>
    </Part>
  );
}
