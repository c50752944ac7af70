"""Words for inspections: what is found wrong, what is recommended and done, what it may cost."""

from __future__ import annotations

# fmt: off

CATEGORIES = (
    ("gio-giac", "Giờ giấc làm việc", "Đi muộn, về sớm, vắng mặt không có lý do, nhất là sau kỳ nghỉ.", (
        ("vang-mat", "Vắng mặt không có lý do", "người"), ("di-muon", "Đến muộn sau giờ làm việc", "người"),
        ("lich-truc", "Không bố trí người trực theo lịch", "buổi trực"), ("ve-som", "Rời nơi làm việc trước giờ", "người"),
    )),
    ("the-ten", "Thẻ, biển tên, trang phục", "Không đeo thẻ, thiếu biển chức danh, trang phục không đúng quy định.", (
        ("khong-deo-the", "Không đeo thẻ khi làm nhiệm vụ", "người"), ("thieu-bien", "Thiếu biển tên, chức danh tại bàn", "vị trí"),
        ("trang-phuc", "Trang phục không đúng quy định", "người"),
    )),
    ("van-hoa", "Văn hóa công sở", "Giao tiếp, ứng xử, rượu bia, thuốc lá trong giờ làm việc.", (
        ("ung-xu", "Giao tiếp thiếu chuẩn mực với người dân", "lượt tiếp"), ("noi-quy", "Nội quy chưa được sửa đổi, niêm yết", "phòng"),
        ("thuoc-la", "Hút thuốc trong trụ sở", "phòng"),
    )),
    ("niem-yet", "Niêm yết, công khai", "Thủ tục, địa chỉ tiếp nhận phản ánh, giờ làm việc không được công khai đúng.", (
        ("thu-tuc-thieu", "Thủ tục chưa niêm yết đầy đủ", "thủ tục"), ("niem-yet-cu", "Niêm yết thủ tục đã bị thay thế", "thủ tục"),
        ("dia-chi-phan-anh", "Sai địa chỉ tiếp nhận phản ánh", "bảng niêm yết"), ("phi-le-phi", "Chưa công khai mức phí, lệ phí", "thủ tục"),
    )),
    ("mot-cua", "Bộ phận một cửa", "Tổ chức và vận hành bộ phận tiếp nhận và trả kết quả.", (
        ("so-theo-doi", "Không mở sổ theo dõi hồ sơ", "lĩnh vực"), ("ngoai-mot-cua", "Nhận hồ sơ ngoài bộ phận một cửa", "hồ sơ"),
        ("phieu-hen", "Không cấp giấy tiếp nhận và hẹn trả", "hồ sơ"), ("may-lay-so", "Thiết bị lấy số không hoạt động", "thiết bị"),
    )),
    ("tre-han", "Giải quyết hồ sơ trễ hạn", "Kết quả trả sau ngày hẹn, không gia hạn đúng quy định.", (
        ("tra-muon", "Trả kết quả sau ngày hẹn", "hồ sơ"), ("ket-o-khau", "Để hồ sơ quá hạn ở khâu thẩm định", "hồ sơ"),
        ("hen-lai-sai", "Hẹn lại nhiều lần không đúng quy định", "hồ sơ"),
    )),
    ("xin-loi", "Không xin lỗi khi trễ hạn", "Hồ sơ trễ hạn không có văn bản xin lỗi nêu lý do và ngày hẹn mới.", (
        ("khong-xin-loi", "Không có văn bản xin lỗi", "hồ sơ"), ("xin-loi-muon", "Văn bản xin lỗi gửi sau ngày hẹn", "hồ sơ"),
        ("xin-loi-so-sai", "Văn bản xin lỗi không nêu lý do", "hồ sơ"),
    )),
    ("cham-nv", "Chậm nhiệm vụ được giao", "Tham mưu, thực hiện nhiệm vụ chậm hoặc chất lượng thấp.", (
        ("no-dong", "Để nhiệm vụ quá hạn, nợ đọng", "nhiệm vụ"), ("bao-cao-muon", "Báo cáo định kỳ gửi muộn", "báo cáo"),
        ("tham-muu-lai", "Dự thảo bị trả lại nhiều lần", "văn bản"), ("khong-phan-cong", "Không phân công người theo dõi nhiệm vụ", "nhiệm vụ"),
    )),
    ("phoi-hop", "Phối hợp", "Trả lời lấy ý kiến chậm, chung chung, đùn đẩy.", (
        ("tra-loi-muon", "Trả lời lấy ý kiến quá hạn", "văn bản"), ("y-kien-chung", "Ý kiến góp ý không rõ quan điểm", "văn bản"),
        ("dun-day", "Chuyển lòng vòng việc thuộc thẩm quyền", "việc"),
    )),
    ("quy-che", "Quy chế, quy trình nội bộ", "Thiếu hoặc chậm ban hành quy chế làm việc, quy trình nội bộ.", (
        ("quy-che-cu", "Quy chế làm việc chưa sửa theo tổ chức mới", "quy chế"), ("thieu-quy-trinh", "Thiếu quy trình nội bộ", "thủ tục"),
        ("trach-nhiem-khau", "Quy trình không rõ trách nhiệm từng khâu", "quy trình"),
    )),
    ("quan-triet", "Quán triệt, tự kiểm tra", "Không phổ biến chỉ đạo của cấp trên, không có kế hoạch tự kiểm tra.", (
        ("khong-pho-bien", "Không có văn bản phổ biến chỉ đạo", "văn bản"), ("khong-tu-kiem-tra", "Không có kế hoạch tự kiểm tra", "phòng"),
        ("quan-triet-cham", "Phổ biến chỉ đạo chậm", "văn bản"),
    )),
    ("nhung-nhieu", "Nhũng nhiễu, gây phiền hà", "Đòi thêm giấy tờ, gợi ý, gây khó khăn cho người làm thủ tục.", (
        ("them-giay-to", "Yêu cầu giấy tờ ngoài quy định", "hồ sơ"), ("di-lai-nhieu", "Hướng dẫn không hết trong một lần", "hồ sơ"),
    )),
    ("van-ban", "Soạn thảo, ban hành văn bản", "Thể thức, thẩm quyền, tính hợp pháp của văn bản.", (
        ("the-thuc", "Sai thể thức văn bản", "văn bản"), ("sai-tham-quyen", "Ký văn bản không đúng thẩm quyền", "văn bản"),
        ("luu-ho-so", "Hồ sơ công việc không được lập, lưu", "hồ sơ"),
    )),
    ("can-bo", "Quản lý cán bộ", "Tuyển dụng, đánh giá, bổ nhiệm không đúng trình tự.", (
        ("danh-gia", "Đánh giá hằng tháng hình thức", "phiếu đánh giá"), ("ho-so-can-bo", "Hồ sơ cán bộ thiếu tài liệu", "hồ sơ"),
        ("vi-tri-viec-lam", "Bố trí không đúng vị trí việc làm", "người"),
    )),
)
"""Slug, title, description, parts (slug, title, unit that is counted)."""

DISCIPLINE = ("can-bo", "cong-chuc", "vien-chuc")
SANCTIONS: tuple[tuple[str, str, str, tuple[str, ...], bool, int, dict[str, str]], ...] = (
    ("nhac-nho", "Nhắc nhở", "ngoai-ky-luat", ("tap-the", *DISCIPLINE, "khac"), False, 1, {}),
    ("rut-kinh-nghiem", "Kiểm điểm, rút kinh nghiệm", "ngoai-ky-luat", ("tap-the", *DISCIPLINE, "khac"), False, 2, {}),
    ("phe-binh", "Phê bình", "ngoai-ky-luat", ("tap-the", *DISCIPLINE), False, 3, {}),
    ("dieu-chuyen", "Điều chuyển vị trí công tác", "ngoai-ky-luat", DISCIPLINE, False, 4, {}),
    ("khien-trach", "Khiển trách", "ky-luat", DISCIPLINE, False, 1, {"from": "2020-09-20"}),
    ("canh-cao", "Cảnh cáo", "ky-luat", DISCIPLINE, False, 2, {"from": "2020-09-20"}),
    ("ha-bac-luong", "Hạ bậc lương", "ky-luat", ("cong-chuc",), False, 3, {"from": "2020-09-20", "to": "2025-06-30"}),
    ("giang-chuc", "Giáng chức", "ky-luat", ("cong-chuc",), True, 4, {"from": "2020-09-20", "to": "2025-06-30"}),
    ("cach-chuc", "Cách chức", "ky-luat", ("can-bo", "cong-chuc", "vien-chuc"), True, 5, {"from": "2020-09-20"}),
    ("buoc-thoi-viec", "Buộc thôi việc", "ky-luat", ("cong-chuc", "vien-chuc"), False, 6, {"from": "2020-09-20"}),
)
"""Slug, title, form, to whom, whether to leaders only, rank, validity."""

PROCEDURES = (
    "Cấp giấy phép xây dựng", "Đăng ký hộ kinh doanh", "Chứng thực hợp đồng", "Đăng ký biến động đất đai", "Cấp phép quảng cáo",
    "Đăng ký khai sinh", "Xác nhận tình trạng nhà ở", "Cấp chứng chỉ hành nghề", "Hỗ trợ hộ nghèo", "Cấp phép môi trường",
)
STAGES = ("Tiếp nhận", "Thẩm định", "Trình ký")
FIELDS = (
    "Kỷ luật, kỷ cương hành chính", "Giải quyết thủ tục hành chính", "Thực hiện nhiệm vụ được giao", "Giờ giấc làm việc",
    "Dịch vụ công trực tuyến", "Xử lý đơn thư, phản ánh", "Văn hóa công sở", "Khắc phục sau kiểm tra",
)
CAUSES = (
    "Lãnh đạo phòng không theo dõi hạn của từng khâu", "Người được giao chưa nắm quy trình mới", "Phần mềm gián đoạn nhiều ngày",
    "Thiếu biên chế sau sắp xếp", "Không có người thay khi công chức nghỉ", "Buông lỏng kiểm tra nội bộ",
    "Quy định của cấp trên thay đổi giữa kỳ", "Phân công chồng chéo giữa hai phòng",
)
CURES = (
    "Lập danh sách các trường hợp, xử lý dứt điểm từng trường hợp", "Phân công người theo dõi hạn từng khâu hằng ngày",
    "Sửa quy chế làm việc và phổ biến tới từng phòng", "Niêm yết lại toàn bộ và giao văn thư rà soát hằng tháng",
    "Tập huấn lại cho công chức một cửa", "Bổ sung sổ theo dõi, đối chiếu cuối tuần", "Kiểm tra chéo giữa các phòng mỗi tháng",
    "Gửi văn bản xin lỗi và hẹn lại đúng quy định",
)
LED = (
    "Thủ trưởng họp giao việc và nghe báo cáo mỗi tuần", "Lãnh đạo cơ quan trực tiếp kiểm tra các phòng có tồn tại",
    "Đưa nội dung khắc phục vào giao ban hằng tháng", "Giao phó thủ trưởng phụ trách, báo cáo kết quả từng việc",
)
SEEN_DONE = {
    "da-khac-phuc": "Rút mẫu sau khi báo cáo, không còn trường hợp nào vi phạm.",
    "mot-phan": "Đã sửa phần lớn, còn một số trường hợp chưa xử lý xong.",
    "khong-dat": "Báo cáo chưa đúng thực tế, vi phạm vẫn còn ở phần lớn mẫu rút.",
    "tai-pham": "Vi phạm cùng loại xuất hiện trở lại sau khi đã báo cáo khắc phục.",
}
WHY_NOT = (
    "Cơ quan không còn nhiệm vụ này sau sắp xếp", "Thủ tục đã bị bãi bỏ", "Đơn vị trực thuộc đã giải thể",
)
COMPLAINTS = (
    "Hồ sơ quá ngày hẹn, hỏi nhiều lần không được trả lời", "Công chức hướng dẫn không đầy đủ, phải đi lại nhiều lần",
    "Bộ phận một cửa không có người trực trong giờ làm việc", "Phải nộp thêm giấy tờ đã có trong hồ sơ điện tử",
    "Thái độ tiếp dân thiếu hòa nhã", "Kết quả trả sai thông tin, chậm sửa",
)
HURDLES = (
    ("Phần mềm một cửa chưa có chức năng nhắc hạn theo khâu", "Cho phép dùng sổ theo dõi giấy trong thời gian chờ nâng cấp"),
    ("Thiếu kinh phí thay thiết bị tại bộ phận một cửa", "Bổ sung kinh phí từ nguồn dự phòng"),
    ("Hai cơ quan cùng được giao một việc", "Xác định một cơ quan chủ trì"),
    ("Biên chế giảm trong khi hồ sơ tăng", "Điều chuyển tạm thời công chức hỗ trợ"),
    ("Biểu mẫu báo cáo của bộ và của tỉnh không thống nhất", "Cho dùng một biểu mẫu chung"),
)
PRAISE = (
    "Không có nhiệm vụ quá hạn trong năm, báo cáo đúng kỳ", "Có cách làm tốt trong nhắc hạn hồ sơ, nơi khác học được",
    "Khắc phục triệt để các tồn tại được nêu, không tái phạm",
)
WHY_LATE = (
    "Phải chờ ý kiến của cơ quan phối hợp", "Phát sinh hồ sơ cần xác minh thêm", "Khối lượng việc lớn hơn dự kiến",
    "Biểu mẫu thống kê đổi giữa kỳ", "Thiên tai làm gián đoạn việc khảo sát", "Nội dung trùng với một nhiệm vụ khác",
    "Số liệu chưa khớp với báo cáo trước", "Chờ hướng dẫn của cơ quan cấp trên",
)
