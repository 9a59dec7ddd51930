import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SecretValue } from "#components/ui/secret-value.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { LONG_NAME, Part, Row } from "./part.tsx";

const CALL = `curl https://app.example.com/api/v1/cancellations \\
  -H "Authorization: Bearer rb_sandbox_…" \\
  -d '{"eventId": "cancel_evt_8f30a7bf", "userId": "user_456", "reasonKey": "too_expensive", "outcome": "churned"}'`;

export function SurfacesPart() {
  return (
    <Part title="Surfaces">
      <NavTabs
        label="Settings"
        tabs={[
          { href: "#general", label: "General", current: true },
          { href: "#members", label: "Members", current: false },
          { href: "#keys", label: "API keys", current: false },
          { href: "#webhooks", label: "Webhooks", current: false },
          { href: "#audit", label: "Audit log", current: false },
        ]}
      />
      <Row label="Badges">
        <Badge>Draft</Badge>
        <Badge tone="accent">Live</Badge>
        <Badge tone="warning">Medium</Badge>
        <Badge tone="danger">High</Badge>
        <Badge className="bg-recovered-wash text-recovered-text">Recovered</Badge>
        <Badge className="bg-churned-wash text-churned-text">Churned</Badge>
        <Badge className="bg-abandoned-wash text-abandoned-text">Abandoned</Badge>
        <Badge className="bg-pending-wash text-pending-text">Pending</Badge>
        <Badge>{LONG_NAME}</Badge>
      </Row>
      <div className="grid gap-3 lg:grid-cols-2">
        <Notice>Events of the sandbox are deleted after 30 days.</Notice>
        <Notice tone="success" title="The endpoint answers">
          200 after 84 ms.
        </Notice>
        <Notice tone="warning" title="Four events wait for their third retry" actions={<Button size="small">Show them</Button>}>
          They are kept for three days.
        </Notice>
        <Notice tone="danger" title="The export failed">
          Nothing was changed. Try again; if it stays, send us the id. {LONG_NAME}
        </Notice>
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Facts" description="Term beside value." actions={<Button size="small">Edit</Button>} footer={<Button size="small">Show all</Button>}>
          <DescriptionList
            items={[
              { term: "Customer", value: <code className="text-12">user_456</code> },
              { term: "Reason", value: "Too expensive" },
              { term: "Said", value: LONG_NAME },
              { term: "Offer", value: "20% off next month, accepted" },
            ]}
          />
        </Card>
        <Card title={LONG_NAME} description={LONG_NAME}>
          <div className="grid gap-3">
            <SecretValue label="Signing secret" secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" masked="whsec_••••••••••••LaSw" />
            <SecretValue label="New key" secret="rb_live_4bV0cM3kq1Zr7x2N9sYtWj8uLpEaHdQf" defaultShown />
            <CodeBlock label="Send a cancellation" code={CALL} />
          </div>
        </Card>
      </div>
      <Tabs
        label="Languages"
        tabs={[
          { value: "curl", label: "curl", content: <CodeBlock label="With curl" code={CALL} /> },
          { value: "node", label: "Node", content: <CodeBlock label="With Node" code={'await fetch("…");'} /> },
        ]}
      />
      <Section title="Danger" description="What cannot be undone asks by name.">
        <Card title="Delete workspace" description="All of its data goes, at once." level={3} actions={<Button variant="danger">Delete</Button>} />
      </Section>
    </Part>
  );
}
