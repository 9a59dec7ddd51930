import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Part } from "./part.tsx";

export function RtlPart() {
  return (
    <Part title="Right to left">
      <div dir="rtl" lang="ar" className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title="مساحة العمل" description="كل شيء هنا من اليمين إلى اليسار." actions={<Button size="small">تعديل</Button>}>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label="الاسم" error="هذا الاسم مستخدم." required defaultValue="شركة" />
            <Field label="العملة">
              {(control) => (
                <Select {...control}>
                  <option>يورو</option>
                </Select>
              )}
            </Field>
            <Checkbox label="تقرير أسبوعي" hint="كل يوم اثنين." defaultChecked />
            <Switch label="إرسال الأحداث" defaultChecked />
          </div>
        </Card>
        <div>
          <FilterChip label="السبب" value="غالي جدا" removeHref="#rtl" />
        </div>
        <Notice tone="warning" title="انتباه">
          لم يتم حفظ التغييرات.
        </Notice>
        <Table
          caption="من اليمين إلى اليسار"
          columns={[
            { key: "name", head: "العميل", cell: (row: { name: string }) => row.name },
            { key: "state", head: "الحالة", cell: () => <Badge tone="accent">تم</Badge> },
            { key: "amount", head: "المبلغ", align: "end", cell: () => "129 $" },
          ]}
          rows={[{ name: "user_456" }, { name: "عميل" }]}
          rowKey={(row) => row.name}
          rowHref={(row) => `#${row.name}`}
          selectedKey="عميل"
        />
        <Pager previousHref={null} nextHref="#next" label="الصفحات">
          2 / 2
        </Pager>
      </div>
    </Part>
  );
}
