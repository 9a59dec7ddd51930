import { BarList } from "#components/charts/bar-list.tsx";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { rateText } from "#components/ui/figure-text.ts";
import { Money } from "#components/ui/money.tsx";
import { Explain } from "#components/ui/popover.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Rate, rateGrounds } from "#components/ui/rate.tsx";
import { StatTile, StatTiles } from "#components/ui/stat-tile.tsx";
import { Time } from "#components/ui/time.tsx";
import { LONG_NAME, Part, Row } from "./part.tsx";

const saves = { value: 0.232, low: 0.176, high: 0.299, decided: 177, of: 208 };

export function NumbersPart() {
  return (
    <Part title="Numbers">
      <StatTiles label="Last 4 weeks">
        <StatTile label="Attempts" value="208" delta="no clear change (was 201)" sparkline={<Sparkline values={[171, 186, 170, 192, 180, 185, 178, 208]} />} />
        <StatTile
          label="Save rate"
          value={rateText(saves.value)}
          hint={rateGrounds(saves)}
          sparkline={<Sparkline values={[0.2, 0.21, null, 0.19, 0.24, 0.23]} />}
        />
        <StatTile
          label="Lost MRR"
          value={<Money amount={12_410} currency="USD" />}
          delta="+ $2,900 than expected"
          news="bad"
          hint={<Explain>Monthly revenue of those who left.</Explain>}
        />
        <StatTile
          label="At-risk MRR"
          value={<Money amount={3_180} currency="USD" />}
          delta="− $400 than expected"
          news="good"
          hint="31 pending · 4 older than 30 days"
        />
      </StatTiles>
      <StatTiles label="Absurd">
        <StatTile label="None" value="0" hint="none yet" sparkline={<Sparkline values={[0, 0, 0, 0]} />} />
        <StatTile
          label="No decision"
          value={rateText(null)}
          hint={rateGrounds({ value: null, low: null, high: null, decided: 0, of: 31 })}
          sparkline={<Sparkline values={[]} />}
        />
        <StatTile
          label="Too many"
          value={(1_000_000_000).toLocaleString("en")}
          sparkline={<Sparkline values={[1, 1_000_000_000]} label="One, then a billion" />}
        />
        <StatTile label={LONG_NAME} value={<Money amount={1_000_000_000.55} currency="JPY" />} delta={LONG_NAME} news="bad" />
      </StatTiles>
      <Row label="Rates, times, people">
        <Rate {...saves} />
        <Rate value={null} low={null} high={null} decided={0} of={0} />
        <Rate {...saves} layout="stacked" />
        <Time at="2026-11-03T13:05:00Z" timeZone="Europe/Berlin" />
        <Avatar name="Ada Lovelace" />
        <Avatar name="" />
        <Avatar name="Acme" size="small" />
      </Row>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Reasons" description="Longest bar for the largest.">
          <BarList
            label="Reasons, by cancellations"
            items={[
              { key: "a", label: "Too expensive", value: 61, figure: "61", href: "#reasons" },
              { key: "b", label: "Missing features", value: 44, figure: "44", hint: "10 – 21 % usually", href: "#reasons" },
              { key: "c", label: LONG_NAME, value: 12, figure: "12" },
              { key: "d", label: "Nobody said this", value: 0, figure: "0" },
            ]}
          />
        </Card>
        <Card title="Long work">
          <div className="grid gap-5">
            <Progress
              label="Exporting cancellations"
              done={12_418}
              total={40_000}
              unit="rows"
              perSecond={1_200}
              secondsLeft={23}
              cancel={<Button size="small">Cancel export</Button>}
            />
            <Progress label="Reading the file" done={1_000_000_000} total={null} unit="rows" />
            <Progress label="Done" done={40_000} total={40_000} unit="rows" />
          </div>
        </Card>
      </div>
    </Part>
  );
}
