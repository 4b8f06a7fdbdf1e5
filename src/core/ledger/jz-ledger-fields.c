/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-ledger-fields.h"

#include <glib/gi18n-lib.h>

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

const JzSheetField jz_ledger_fields[JZ_N_LEDGER_FIELDS] = {
  [JZ_FIELD_CODE] = { "code", N_("Item code"), WORDS ("编号", "仪器编号", "品目编号", "分类编号", "分类号", "目录编号", "代码", "分类代码", "资产分类代码", "编码",
                                                      "品目代码", "国标代码", "资产代码", "仪器代码", "器材编号", "财产分类号", "资产分类号"),
                      FALSE, JZ_SHEET_FIELD_CODE },
  [JZ_FIELD_NAME] = { "name", N_("Name"), WORDS ("名称", "仪器名称", "品名", "资产名称", "物品名称", "器材名称", "设备名称", "财产名称", "教具名称", "品目名称", "固定资产名称"),
                      TRUE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_SPEC] = { "spec", N_("Specification"), WORDS ("规格", "规格型号", "型号", "型号规格", "型号及规格", "规格及型号", "规格型号功能", "规格型号教学性能要求", "规格参数"),
                      FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_UNIT] = { "unit", N_("Unit"), WORDS ("单位", "计量单位"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_QUANTITY] = { "quantity", N_("Quantity"), WORDS ("数量", "实存数", "现有数量", "账面数", "账面数量", "结存数", "库存", "库存数", "件数", "台数", "实有数", "存数", "现有数", "在库数"),
                          TRUE, JZ_SHEET_FIELD_NUMBER },
  [JZ_FIELD_PRICE] = { "price", N_("Price"), WORDS ("单价", "价格", "单位价格", "购置单价"), FALSE, JZ_SHEET_FIELD_MONEY },
  [JZ_FIELD_AMOUNT] = { "amount", N_("Amount"), WORDS ("金额", "总价", "总金额", "原值", "账面原值", "价值", "合价", "小计金额", "资产原值"), FALSE, JZ_SHEET_FIELD_MONEY },
  [JZ_FIELD_DATE] = { "date", N_("Date acquired"), WORDS ("购置日期", "购置时间", "取得日期", "入账日期", "购入日期", "购买日期", "购买时间", "购建年月", "购建年份", "购置年月", "购进日期",
                                                          "入库日期", "日期", "购置年份", "配备时间"), FALSE, JZ_SHEET_FIELD_DATE },
  [JZ_FIELD_PLACE] = { "place", N_("Place"), WORDS ("存放地点", "存放位置", "存放", "存放处", "存放室", "地点", "位置", "所在室", "使用地点", "室", "功能室", "所在位置", "存放地"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_CABINET] = { "cabinet", N_("Cabinet"), WORDS ("柜号", "橱号", "柜橱号", "橱柜号", "存放柜橱", "柜"), FALSE, JZ_SHEET_FIELD_CODE },
  [JZ_FIELD_SHELF] = { "shelf", N_("Shelf"), WORDS ("层号", "层", "层次", "格"), FALSE, JZ_SHEET_FIELD_CODE },
  [JZ_FIELD_KEEPER] = { "keeper", N_("Keeper"), WORDS ("保管人", "保管员", "责任人", "管理员", "负责人", "管理人"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_USER] = { "user", N_("User"), WORDS ("使用人", "领用人", "使用者"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_NUMBER] = { "number", N_("Asset number"), WORDS ("资产编号", "财产编号", "资产号", "卡片编号", "卡片号", "固定资产编号", "原资产编号", "资产卡号", "标签号"), FALSE, JZ_SHEET_FIELD_CODE },
  [JZ_FIELD_SERIAL] = { "serial", N_("Serial number"), WORDS ("序列号", "出厂编号", "出厂号", "机身号", "SN", "机器编号"), FALSE, JZ_SHEET_FIELD_CODE },
  [JZ_FIELD_MAKER] = { "maker", N_("Maker"), WORDS ("厂家", "生产厂家", "品牌", "制造商", "厂名", "生产厂商"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_SUPPLIER] = { "supplier", N_("Supplier"), WORDS ("供货单位", "供应商", "供货商", "供货厂商"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_FUND] = { "fund", N_("Fund"), WORDS ("经费来源", "资金来源", "经费"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_ORIGIN] = { "origin", N_("Origin"), WORDS ("取得方式", "来源", "增加方式", "来源方式"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_SUBJECT] = { "subject", N_("Subject"), WORDS ("学科", "科目"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_KIND] = { "kind", N_("Kind of asset"), WORDS ("资产类型", "类型", "资产性质", "类别", "资产类别"), FALSE, JZ_SHEET_FIELD_TEXT },
  [JZ_FIELD_NOTE] = { "note", N_("Note"), WORDS ("备注", "说明", "附注"), FALSE, JZ_SHEET_FIELD_TEXT },
};
